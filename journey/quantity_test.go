package journey

import "testing"

// A patience that was exponential with three minutes and is fixed and nothing now is none at all: numbers it had before mean nothing.
func TestNumbersOfAnotherKindOfLawMeanNothing(t *testing.T) {
	t.Parallel()
	for _, kind := range LawKind("").Words() {
		full := Law{LawKind(kind), 1, 2, 3, 4, 5, 6, 7, 8}
		own := full.Own()
		if own.Kind != LawKind(kind) || own.Own() != own || len(full.Kind.Numbers()) == 0 {
			t.Errorf("%s: %+v", kind, own)
		}
		if full.IsZero() {
			t.Errorf("%s has numbers", kind)
		}
	}
	if !(Law{Kind: LawFixed, Mean: 180}).IsZero() || !(Law{Mean: 180}).IsZero() || (Law{Kind: LawUniform}).IsZero() {
		t.Error("only a fixed law of no length is none at all")
	}
	if got, want := (Law{Kind: LawLogNormal, Mean: 9, Median: 2, Sigma: 1, Value: 7}).Own(), (Law{Kind: LawLogNormal, Median: 2, Sigma: 1}); got != want {
		t.Errorf("log-normal: %+v", got)
	}
}
