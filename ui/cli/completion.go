package cli

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"rehearse/journey"
)

type completionCommand struct {
	Shell string `arg:"" name:"shell"`
}

// Run prints a script that completes commands, flags and files in the shell.
func (c *completionCommand) Run(s *session) error {
	scripts := map[string]func(io.Writer, []completed){"bash": bashScript, "zsh": zshScript, "fish": fishScript}
	script, ok := scripts[c.Shell]
	if !ok {
		return useError("cli.unknown_shell", journey.Args{"Shell": c.Shell, "Shells": "bash, zsh, fish"})
	}
	script(s.Out, s.completed())
	return nil
}

// completed is a command with what can follow it.
type completed struct {
	name, help string
	flags      []string
}

func (s *session) completed() []completed {
	var list []completed
	grammar := reflect.TypeFor[commands]()
	for i := range grammar.NumField() {
		f := grammar.Field(i)
		if _, is := f.Tag.Lookup("cmd"); !is {
			continue
		}
		name := strings.ToLower(f.Name)
		list = append(list, completed{name, s.text.T("cli.help."+name, nil), append(flagsOf(f.Type), "--help", "--lang")})
	}
	return list
}

func flagsOf(t reflect.Type) []string {
	var flags []string
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			flags = append(flags, flagsOf(f.Type)...)
		} else if _, positional := f.Tag.Lookup("arg"); !positional {
			flags = append(flags, "--"+f.Tag.Get("name"))
		}
	}
	return flags
}

func names(list []completed) string {
	all := make([]string, len(list))
	for i, c := range list {
		all[i] = c.name
	}
	return strings.Join(all, " ")
}

func bashScript(out io.Writer, list []completed) {
	fmt.Fprintf(out, "_rehearse() {\n  local current=\"${COMP_WORDS[COMP_CWORD]}\"\n  if [ \"$COMP_CWORD\" = 1 ]; then\n    COMPREPLY=($(compgen -W %q -- \"$current\"))\n    return\n  fi\n  local flags=\n  case \"${COMP_WORDS[1]}\" in\n", names(list))
	for _, c := range list {
		fmt.Fprintf(out, "    %s) flags=%q ;;\n", c.name, strings.Join(c.flags, " "))
	}
	fmt.Fprint(out, "  esac\n  case \"$current\" in\n    -*) COMPREPLY=($(compgen -W \"$flags\" -- \"$current\")) ;;\n    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n  esac\n}\ncomplete -o filenames -F _rehearse rehearse\n")
}

func zshScript(out io.Writer, list []completed) {
	fmt.Fprint(out, "#compdef rehearse\n_rehearse() {\n  if (( CURRENT == 2 )); then\n    local -a list\n    list=(\n")
	for _, c := range list {
		fmt.Fprintf(out, "      '%s:%s'\n", c.name, strings.NewReplacer("'", "'\\''", ":", "\\:").Replace(c.help))
	}
	fmt.Fprint(out, "    )\n    _describe command list\n    return\n  fi\n  case $words[2] in\n")
	for _, c := range list {
		fmt.Fprintf(out, "    %s) [[ $words[CURRENT] == -* ]] && compadd -- %s || _files ;;\n", c.name, strings.Join(c.flags, " "))
	}
	fmt.Fprint(out, "  esac\n}\n_rehearse \"$@\"\n")
}

func fishScript(out io.Writer, list []completed) {
	for _, c := range list {
		fmt.Fprintf(out, "complete -c rehearse -n __fish_use_subcommand -f -a %s -d %q\n", c.name, c.help)
		for _, f := range c.flags {
			fmt.Fprintf(out, "complete -c rehearse -n '__fish_seen_subcommand_from %s' -l %s\n", c.name, strings.TrimPrefix(f, "--"))
		}
	}
}
