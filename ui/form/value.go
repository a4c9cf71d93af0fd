package form

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"rehearse/journey"
)

// textOf writes a value the way parse reads it.
func textOf(v reflect.Value, c Control) string {
	switch c {
	case Amount:
		if v.Int() == 0 {
			return ""
		}
		return decimal(float64(v.Int()) / float64(journey.Unit))
	case Span:
		if v.Int() == 0 {
			return ""
		}
		return journey.Duration(v.Int()).String()
	case Clock:
		return journey.TimeOfDay(v.Int()).String()
	case Share:
		return decimal(v.Float()*100) + " %"
	case Switch:
		if v.Bool() {
			return "yes"
		}
		return ""
	}
	switch v.Kind() {
	case reflect.Float64:
		return decimal(v.Float())
	case reflect.Int, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10)
	default:
		return v.String()
	}
}

// decimal writes a number without the noise of binary fractions.
func decimal(f float64) string {
	short := strconv.FormatFloat(math.Round(f*1e9)/1e9, 'f', -1, 64)
	if short == "-0" {
		return "0"
	}
	return short
}

func problem(code, path, text string) *journey.Problem {
	return &journey.Problem{Code: code, Field: path, Args: journey.Args{"Value": text}}
}

// ReadNumber reads a number as people write it: with a comma or a point, with spaces between thousands.
func ReadNumber(text string) (float64, bool) {
	text = strings.NewReplacer(",", ".", " ", "", "\u00a0", "", "\u202f", "", "−", "-").Replace(strings.TrimSpace(text))
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// parse reads a text into a value of the control's kind. A share is per cent with its sign and above 1,
// else a number from 0 to 1.
func parse(v reflect.Value, c Control, path, text string) *journey.Problem {
	trimmed := strings.TrimSpace(text)
	switch c {
	case Amount:
		if trimmed == "" {
			v.SetInt(0)
			return nil
		}
		f, ok := ReadNumber(trimmed)
		if !ok || math.Abs(f) > 1e12 {
			return problem("step.not_money", path, trimmed)
		}
		v.SetInt(int64(math.Round(f * float64(journey.Unit))))
	case Span:
		if trimmed == "" {
			v.SetInt(0)
			return nil
		}
		d, ok := ParseSpan(trimmed)
		if !ok {
			return problem("step.not_duration", path, trimmed)
		}
		v.SetInt(int64(d))
	case Clock:
		t, ok := journey.ParseTimeOfDay(trimmed)
		if !ok {
			return problem("step.not_time", path, trimmed)
		}
		v.SetInt(int64(t))
	case Share:
		bare, percent := strings.CutSuffix(trimmed, "%")
		f, ok := ReadNumber(bare)
		if !ok {
			return problem("step.not_share", path, trimmed)
		}
		if percent || f > 1 && f <= 100 { // "90" beside fields that show "80 %" is 90 %
			f = math.Round(f*1e10) / 1e12
		}
		v.SetFloat(f)
	case Number:
		bare, percent := strings.CutSuffix(trimmed, "%")
		f, ok := ReadNumber(bare)
		if trimmed != "" && !ok {
			return problem("step.not_number", path, trimmed)
		}
		if percent {
			f = math.Round(f*1e10) / 1e12
		}
		v.SetFloat(f)
	case Whole:
		return parseWhole(v, path, trimmed)
	case Switch:
		v.SetBool(text == "yes")
	case Paragraph, Rule:
		v.SetString(text)
	default:
		v.SetString(trimmed)
	}
	return nil
}

func parseWhole(v reflect.Value, path, text string) *journey.Problem {
	f, ok := ReadNumber(text)
	if text != "" && (!ok || f != math.Trunc(f) || math.Abs(f) > 1e15) {
		return problem("step.not_whole", path, text)
	}
	if v.Kind() == reflect.Uint64 {
		if f < 0 {
			return problem("step.not_whole", path, text)
		}
		v.SetUint(uint64(f))
		return nil
	}
	v.SetInt(int64(f))
	return nil
}
