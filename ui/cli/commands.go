package cli

// commands is the grammar. Help of a command is the sentence cli.help.<command>, of a flag or argument
// cli.flag.<name> or cli.arg.<name>.
type commands struct {
	Lang string `name:"lang" placeholder:"en|ru"`

	Templates   templatesCommand   `cmd:""`
	New         newCommand         `cmd:""`
	Open        openCommand        `cmd:""`
	Show        showCommand        `cmd:""`
	Check       checkCommand       `cmd:""`
	Fix         fixCommand         `cmd:""`
	Silence     silenceCommand     `cmd:""`
	Explain     explainCommand     `cmd:""`
	Simulate    simulateCommand    `cmd:""`
	Compare     compareCommand     `cmd:""`
	Lift        liftCommand        `cmd:""`
	Sensitivity sensitivityCommand `cmd:""`
	Replay      replayCommand      `cmd:""`
	Export      exportCommand      `cmd:""`
	Import      importCommand      `cmd:""`
	Sample      sampleCommand      `cmd:""`
	Rules       rulesCommand       `cmd:""`
	Policies    policiesCommand    `cmd:""`
	Schema      schemaCommand      `cmd:""`
	Completion  completionCommand  `cmd:""`
	Version     versionCommand     `cmd:""`
}

// runFlags are shared by every command that simulates.
type runFlags struct {
	People  int    `name:"people" short:"n" default:"100000"`
	Seed    uint64 `name:"seed" default:"1"`
	Workers int    `name:"workers" default:"0"`
	// Mute leaves out scenarios or messages, by ID or name; Phase and Status choose scenarios.
	Mute   []string `name:"mute" sep:"none" placeholder:"NAME"`
	Phase  []int    `name:"phase"`
	Status []string `name:"status" placeholder:"draft|agreed|live"`
	// Policy is the preset to run under instead of the map's own policy.
	Policy string `name:"policy" placeholder:"NAME"`
}
