package cli

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/finding"
	"rehearse/simulate/check"
)

// The part of SARIF 2.1.0 (OASIS, 2020) that says what a finding says; code hosts and editors read it. Empty parts are left
// out: the schema wants no empty strings. There is no helpUri: the help is in the log itself. Fixes stand among the
// properties, since a SARIF fix is a replacement of text and ours are edits of a map.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Language    string            `json:"language"`
		ColumnKind  string            `json:"columnKind"`
		Invocations []sarifInvocation `json:"invocations"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Results     []sarifResult     `json:"results"`
	}
	sarifInvocation struct {
		Successful bool `json:"executionSuccessful"`
	}
	sarifArtifact struct {
		Location sarifURI `json:"location"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string              `json:"id"`
		Name          string              `json:"name"`
		Short         sarifText           `json:"shortDescription"`
		Full          sarifText           `json:"fullDescription"`
		Help          sarifText           `json:"help"`
		Configuration sarifConfiguration  `json:"defaultConfiguration"`
		Properties    sarifRuleProperties `json:"properties"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifRuleProperties struct {
		Tags      []string           `json:"tags"`
		Measured  bool               `json:"measured"`
		Threshold *finding.Threshold `json:"threshold,omitempty"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Related      []sarifLocation    `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
		Properties   sarifProperties    `json:"properties"`
	}
	sarifLocation struct {
		ID       int            `json:"id,omitempty"`
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifURI     `json:"artifactLocation"`
		Region   *sarifRegion `json:"region,omitempty"`
	}
	sarifURI struct {
		URI   string `json:"uri"`
		Index int    `json:"index"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
	sarifLogical struct {
		Name string `json:"name,omitempty"`
		Full string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification"`
	}
	sarifProperties struct {
		Scenario string         `json:"scenario,omitempty"`
		Numbers  []foundNumber  `json:"numbers,omitempty"`
		Example  string         `json:"example,omitempty"`
		Ways     [][]journey.ID `json:"ways,omitempty"`
		Witness  *foundWitness  `json:"witness,omitempty"`
		Fixes    []foundFix     `json:"fixes,omitempty"`
	}
)

// sarifSchema is where the schema is published.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// sarifLevel translates severities.
var sarifLevel = map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Information: "note"}

// printSARIF prints findings for code hosts. In a map that is JSON each stands at the line of its record; a .journey file
// has no lines, there the names of the records say where.
func (s *session) printSARIF(m *journey.Map, path string, findings []finding.Finding, replay string) error {
	at := sarifPlace{file: sarifURI{URI: fileURI(path)}, index: journey.NewIndex(m)}
	if data, err := os.ReadFile(path); err == nil {
		at.lines = codec.Locate(data)
	}
	numbers := map[string]int{}
	driver := sarifDriver{Name: "rehearse", Version: s.Version}
	for i, rule := range check.Rules() {
		numbers[rule.ID] = i
		driver.Rules = append(driver.Rules, s.sarifRule(rule))
	}
	results := make([]sarifResult, 0, len(findings))
	for i, f := range s.found(m, findings, replay) {
		result := sarifResult{
			RuleID: f.Rule, RuleIndex: numbers[f.Rule], Level: sarifLevel[findings[i].Severity], Message: sarifText{Text: f.Message},
			Fingerprints: map[string]string{"rehearse/v1": f.Fingerprint},
			Properties:   sarifProperties{f.Scenario, f.Numbers, f.Example, f.Ways, f.Witness, f.Fixes},
		}
		for k, t := range findings[i].Targets {
			field := f.Field
			if k > 0 {
				field = ""
			}
			location := at.of(t, field)
			if k == 0 {
				result.Locations = []sarifLocation{location}
				continue
			}
			location.ID, location.Message = k, &sarifText{Text: at.name(t)}
			result.Related = append(result.Related, location)
		}
		if len(result.Locations) == 0 {
			result.Locations = []sarifLocation{{Physical: sarifPhysical{Artifact: at.file}}}
		}
		if f.Silenced != "" {
			result.Suppressions = []sarifSuppression{{"external", "accepted", s.justification(m, findings[i])}}
		}
		results = append(results, result)
	}
	return s.printJSON(sarifLog{
		Schema: sarifSchema, Version: "2.1.0",
		Runs: []sarifRun{{
			Tool: sarifTool{driver}, Language: s.text.Code(), ColumnKind: "unicodeCodePoints",
			Invocations: []sarifInvocation{{true}}, Artifacts: []sarifArtifact{{at.file}}, Results: results,
		}},
	})
}

func (s *session) sarifRule(rule finding.RuleInfo) sarifRule {
	var help, marked strings.Builder
	for _, part := range s.ruleParts(rule) {
		help.WriteString(part.head + "\n" + uncoded(strings.Join(part.body, "\n")) + "\n\n")
		marked.WriteString("**" + part.head + "**\n\n" + strings.Join(part.body, "\n\n") + "\n\n")
	}
	full := s.ruleText(rule, "what")
	if full == "" {
		full = s.ruleTitle(rule)
	}
	return sarifRule{
		ID: rule.ID, Name: rule.Name, Short: sarifText{Text: s.ruleTitle(rule)}, Full: sarifText{Text: full},
		Help:          sarifText{strings.TrimSpace(help.String()), strings.TrimSpace(marked.String())},
		Configuration: sarifConfiguration{sarifLevel[rule.Severity]},
		Properties:    sarifRuleProperties{[]string{rule.Class}, rule.Measured, rule.Threshold},
	}
}

// sarifPlace knows where records are.
type sarifPlace struct {
	file  sarifURI
	lines *codec.Places
	index *journey.Index
}

func (p *sarifPlace) of(r journey.Ref, field string) sarifLocation {
	location := sarifLocation{Physical: sarifPhysical{Artifact: p.file}}
	if line, column := p.lines.At(r, field); line > 0 {
		location.Physical.Region = &sarifRegion{line, column}
	}
	full := string(r.Kind) + "/" + string(r.ID)
	if field != "" {
		full += "/" + field
	}
	location.Logical = []sarifLogical{{journey.NameOf(p.index.Get(r.ID)), full, string(r.Kind)}}
	return location
}

func (p *sarifPlace) name(r journey.Ref) string { return nameOf(p.index, r.ID) }

// fileURI is a path as a URI: relative paths stay relative, so that a code host finds the file in its tree.
func fileURI(path string) string {
	if filepath.IsAbs(path) {
		slashed := filepath.ToSlash(path)
		if !strings.HasPrefix(slashed, "/") {
			slashed = "/" + slashed
		}
		return (&url.URL{Scheme: "file", Path: slashed}).String()
	}
	return (&url.URL{Path: filepath.ToSlash(filepath.Clean(path))}).String()
}

// justification is why a finding is silenced, with who said so and when, as far as it is known.
func (s *session) justification(m *journey.Map, f finding.Finding) string {
	quiet := silenceOf(m, f)
	if quiet == nil || quiet.Who == "" || quiet.When == "" {
		return f.Silenced
	}
	return s.text.T("check.justification", journey.Args{"Reason": quiet.Reason, "Who": quiet.Who, "When": quiet.When})
}
