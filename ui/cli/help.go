package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"rehearse/journey"
)

// printHelp prints the help of a command, or the list of commands, in the user's language.
func (s *session) printHelp(_ kong.HelpOptions, ctx *kong.Context) error {
	node := ctx.Selected()
	if node == nil {
		s.printOverview(ctx.Model.Node)
		return nil
	}
	out := s.Out
	fmt.Fprintln(out, s.text.T("cli.help."+node.Name, nil))
	fmt.Fprintf(out, "\n%s\n  rehearse %s%s\n", s.text.T("cli.usage", nil), node.Name, usageTail(node))
	if len(node.Positional) > 0 {
		fmt.Fprintf(out, "\n%s\n", s.text.T("cli.arguments", nil))
		rows := [][2]string{}
		for _, a := range node.Positional {
			rows = append(rows, [2]string{"<" + a.Name + ">", s.text.T("cli.arg."+a.Name, nil)})
		}
		printPairs(out, rows)
	}
	fmt.Fprintf(out, "\n%s\n", s.text.T("cli.flags", nil))
	printPairs(out, s.flagRows(node))
	if id := "cli.example." + node.Name; s.text.Has(id) {
		fmt.Fprintf(out, "\n%s\n", s.text.T("cli.examples", nil))
		for _, line := range strings.Split(s.text.T(id, nil), "\n") {
			fmt.Fprintln(out, "  "+line)
		}
	}
	return nil
}

func (s *session) printOverview(app *kong.Node) {
	fmt.Fprintln(s.Out, s.text.T("cli.about", nil))
	fmt.Fprintf(s.Out, "\n%s\n  rehearse %s\n", s.text.T("cli.usage", nil), s.text.T("cli.overview_usage", nil))
	fmt.Fprintf(s.Out, "\n%s\n", s.text.T("cli.commands", nil))
	rows := [][2]string{}
	for _, c := range app.Children {
		rows = append(rows, [2]string{c.Name, s.text.T("cli.help."+c.Name, nil)})
	}
	printPairs(s.Out, rows)
	fmt.Fprintf(s.Out, "\n%s\n", s.text.T("cli.codes", nil))
	fmt.Fprintf(s.Out, "\n%s\n", s.text.T("cli.more", nil))
}

func usageTail(node *kong.Node) string {
	var b strings.Builder
	for _, a := range node.Positional {
		if a.Required {
			b.WriteString(" <" + a.Name + ">")
		} else {
			b.WriteString(" [<" + a.Name + ">]")
		}
	}
	for _, f := range node.Flags {
		if f.Required {
			b.WriteString(" --" + f.Name + " " + strings.ToUpper(f.Name))
		}
	}
	return b.String() + " […]"
}

func (s *session) flagRows(node *kong.Node) [][2]string {
	rows := [][2]string{}
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			left := "--" + f.Name
			if f.Short != 0 {
				left = "-" + string(f.Short) + ", " + left
			}
			if !f.IsBool() {
				value := strings.ToUpper(f.Name)
				if f.PlaceHolder != "" {
					value = f.PlaceHolder
				}
				left += " " + value
			}
			right := s.text.T("cli.flag."+f.Name, nil)
			if f.HasDefault && f.Default != "" && f.Default != "0" {
				right += " " + s.text.T("cli.default", journey.Args{"Value": f.Default})
			}
			rows = append(rows, [2]string{left, right})
		}
	}
	return rows
}

func printPairs(out io.Writer, rows [][2]string) {
	width := 0
	for _, r := range rows {
		width = max(width, utf8.RuneCountInString(r[0]))
	}
	for _, r := range rows {
		fmt.Fprintf(out, "  %s%s  %s\n", r[0], strings.Repeat(" ", width-utf8.RuneCountInString(r[0])), r[1])
	}
}

// complaints are what the flag library says, each with the message id that says it in the user's
// language. The groups of a pattern become the arguments A, B.
var complaints = []struct {
	pattern *regexp.Regexp
	id      string
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean (.+)\?)?$`), "cli.unknown_flag"},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean (.+)\?)?$`), "cli.unexpected_argument"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "cli.missing_flags"},
	{regexp.MustCompile(`^expected one of (.+)$`), "cli.missing_command"},
	{regexp.MustCompile(`^expected "?(.+?)"?$`), "cli.missing_argument"},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), "cli.missing_argument"},
	{regexp.MustCompile(`^(\S+?):? .*expected a valid .* but got "(.*)"$`), "cli.bad_number"},
	{regexp.MustCompile(`^(\S+?):? .*expected (?:an int|a float) but got "(.*)".*$`), "cli.bad_number"},
	{regexp.MustCompile(`^(\S+?): expected .* value but got "(.*?)" \(.*$`), "cli.bad_number"},
	{regexp.MustCompile(`^(\S+?):? .*must be one of (.*) but got .*$`), "cli.bad_choice"},
	{regexp.MustCompile(`^(\S+?):? .*missing value.*$`), "cli.missing_value"},
	{regexp.MustCompile(`^(\S+?):? .*bool value must be.*$`), "cli.bad_switch"},
}

// useProblem says what the flag library found wrong in the user's language.
func (s *session) useProblem(err error) error {
	var e exit
	if errors.As(err, &e) {
		return e.err
	}
	said := err.Error()
	for _, c := range complaints {
		if groups := c.pattern.FindStringSubmatch(said); groups != nil {
			args := journey.Args{"A": strings.TrimRight(groups[1], ", ."), "B": ""}
			near := ""
			if len(groups) > 2 {
				near = groups[2]
			}
			if near == "" && c.id == "cli.unexpected_argument" {
				near = outputMeant(err, groups[1])
			}
			if near != "" {
				args["B"] = near
				if s.text.Has(c.id + "_near") {
					return journey.Problem{Code: c.id + "_near", Args: args}
				}
			}
			return journey.Problem{Code: c.id, Args: args}
		}
	}
	return journey.Problem{Code: "cli.wrong_use", Args: journey.Args{"A": said}}
}

// outputMeant is the flag that was left out before the name of a file to write: "-o x.png"; "" where the command writes none,
// has been told which already, or the argument has no ending.
func outputMeant(err error, argument string) string {
	var e *kong.ParseError
	if !errors.As(err, &e) || e.Context == nil || e.Context.Selected() == nil || filepath.Ext(argument) == "" {
		return ""
	}
	if slices.ContainsFunc(e.Context.Args, func(arg string) bool {
		return strings.HasPrefix(arg, "-o") || strings.HasPrefix(arg, "--output")
	}) {
		return ""
	}
	if !slices.ContainsFunc(e.Context.Selected().Flags, func(f *kong.Flag) bool { return f.Name == "output" && f.Short == 'o' }) {
		return ""
	}
	return "-o " + argument
}
