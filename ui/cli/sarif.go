package cli

import (
	"path/filepath"

	"rehearse/journey/finding"
	"rehearse/simulate/check"
)

// The part of SARIF 2.1.0 that says what a finding says; code hosts and editors read it.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Name  string    `json:"name"`
		Short sarifText `json:"shortDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
	}
	sarifLogical struct {
		Name string `json:"name"`
		Kind string `json:"kind"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
)

// sarifLevel translates severities.
var sarifLevel = map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Information: "note"}

func (s *session) printSARIF(path string, findings []finding.Finding) error {
	driver := sarifDriver{Name: "rehearse", Version: s.Version}
	for _, rule := range check.Rules() {
		driver.Rules = append(driver.Rules, sarifRule{rule.ID, rule.Name, sarifText{s.text.T("finding."+rule.ID+".title", nil)}})
	}
	results := []sarifResult{}
	for _, f := range findings {
		result := sarifResult{RuleID: f.Rule, Level: sarifLevel[f.Severity], Message: sarifText{s.text.T(f.Message, f.Args)}}
		location := sarifLocation{}
		location.Physical.Artifact.URI = filepath.ToSlash(path)
		for _, target := range f.Targets {
			location.Logical = append(location.Logical, sarifLogical{string(target.ID), string(target.Kind)})
		}
		result.Locations = []sarifLocation{location}
		if f.Silenced != "" {
			result.Suppressions = []sarifSuppression{{"external", f.Silenced}}
		}
		results = append(results, result)
	}
	return s.printJSON(sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{{sarifTool{driver}, results}},
	})
}
