//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Kapso Desk at a terminal, and on machines without a screen.
#[derive(Debug, Parser)]
#[command(name = "kdesk", version, after_help = ENVIRONMENT)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) place: Place,
    /// Write what happens to standard error; never keys, tokens or what people wrote
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
}

const ENVIRONMENT: &str = "\
Environment:
  KAPSO_API_KEY       the key of the project to open, for this run only; it is stored nowhere
  KAPSO_API_BASE_URL  another Kapso, as an origin such as https://api.kapso.ai
  KAPSO_DESK_HOME     the data directory, unless --data-dir names one

Answers are JSON on standard output, or an outline when that is a terminal; failures are words
on standard error.
Exit codes: 0 done, 2 bad input, 3 not allowed or waiting, 4 offline, 5 refused by Kapso,
6 keychain, 7 data directory or store, 1 anything else.";

/// Where the desk lives.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// The data directory; where the system keeps such things when absent
    #[arg(long, global = true, env = "KAPSO_DESK_HOME", hide_env = true, value_name = "DIRECTORY")]
    pub(crate) data_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Let agents connect over MCP, until SIGINT or SIGTERM
    Serve(Serve),
    /// Do one thing and print its answer
    Call(Call),
    /// Speak MCP on standard input and output; agents start this
    Mcp(Mcp),
    /// Let an agent of this machine connect, such as `claude-code`
    Connect(Connect),
    /// Take an agent's entry and its token away
    Disconnect(Disconnect),
    /// Say why agents cannot connect, and what to do
    Doctor,
    /// Decide what agents asked for
    #[command(subcommand)]
    Approvals(Approvals),
    /// Look at what was asked on this desk
    #[command(subcommand)]
    Audit(Audit),
    /// Play Kapso on this machine, until SIGINT or SIGTERM
    Simulator(Simulator),
}

/// Prints one line when it is ready, `{"url":…,"token":…}`. The project is the one of KAPSO_API_KEY, or the last one that was open.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Open the demo workspace: invented people, and nothing is sent to anybody
    #[arg(long)]
    pub(crate) demo: bool,
    /// The port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = mcp::DEFAULT_PORT)]
    pub(crate) port: u16,
    /// A socket in the file system besides, for agents that speak it; only you can open it
    #[cfg(unix)]
    #[arg(long, value_name = "PATH")]
    pub(crate) socket: Option<PathBuf>,
    /// End when no agent has asked for so many minutes and nothing waits, or when the app starts
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..=1440))]
    pub(crate) until_idle: Option<u16>,
}

/// Asks the Kapso Desk that runs on this data directory, or opens it for this one call. A send asks first.
///
/// Each operation says with --help which flags it has.
#[derive(Debug, Args)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    allow_external_subcommands = true,
    disable_help_subcommand = true,
    subcommand_value_name = "OPERATION",
    subcommand_help_heading = "Operations"
)]
pub(crate) struct Call {
    /// Open the demo workspace, when no Kapso Desk runs
    #[arg(long, global = true)]
    pub(crate) demo: bool,
    /// Do not ask before something is sent or taken away
    #[arg(long, short, global = true)]
    pub(crate) yes: bool,
    /// Print the answer as JSON at a terminal, too
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// Passes on what the agent says to the Kapso Desk that runs on this data directory, and starts one without a window when none does.
#[derive(Debug, Args)]
pub(crate) struct Mcp {
    /// As whom: an agent that `kdesk connect` names, or one of that name on the Agents page
    #[arg(long, default_value = "kdesk mcp")]
    pub(crate) client: String,
    /// Start the demo workspace, when no Kapso Desk runs
    #[arg(long)]
    pub(crate) demo: bool,
}

/// Puts our entry into the agent's own settings; everything else in them stays as it is.
#[derive(Debug, Args)]
pub(crate) struct Connect {
    /// Which agent
    #[arg(required_unless_present_any = ["list", "snippet"], value_name = "AGENT")]
    pub(crate) agent: Option<String>,
    /// Say how each agent stands
    #[arg(long, conflicts_with_all = ["agent", "snippet"])]
    pub(crate) list: bool,
    /// Print what any other client takes
    #[arg(long, conflicts_with = "agent")]
    pub(crate) snippet: bool,
    /// Write the endpoint's address and a token into the settings instead of the program `kdesk mcp`
    #[arg(long, requires = "agent")]
    pub(crate) address: bool,
    /// Replace whatever stands under our name
    #[arg(long, requires = "agent", conflicts_with = "address")]
    pub(crate) repair: bool,
    /// Give it access to the demo workspace, when no Kapso Desk runs
    #[arg(long)]
    pub(crate) demo: bool,
}

/// The settings become what they were, byte for byte when nobody changed them since.
#[derive(Debug, Args)]
pub(crate) struct Disconnect {
    /// Which agent
    pub(crate) agent: String,
    /// Look into the demo workspace, when no Kapso Desk runs
    #[arg(long)]
    pub(crate) demo: bool,
}

/// Asks the Kapso Desk that runs on this data directory. Deciding needs a terminal.
#[derive(Debug, Subcommand)]
pub(crate) enum Approvals {
    /// The requests that wait, oldest first
    List {
        /// Those that were decided or expired instead, of the last 30 days
        #[arg(long)]
        history: bool,
    },
    /// Everything about one request, and the code that approves it
    Show {
        /// Its id
        request_id: String,
    },
    /// Show it once more, ask for its code, and do it
    Approve {
        /// Its id
        request_id: String,
        /// Let the same client do the same in this conversation for an hour
        #[arg(long)]
        allow_hour: bool,
    },
    /// Refuse it
    Reject {
        /// Its id
        request_id: String,
        /// Why; the agent is told
        #[arg(long)]
        reason: Option<String>,
    },
    /// A line for each request, as it comes, until SIGINT or SIGTERM
    Watch,
}

/// Every call is written down, each with a hash over itself and the one before.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Find any changed byte and any missing call; exit code 7 when there is one
    Verify {
        /// Look at the demo workspace's, when no Kapso Desk runs
        #[arg(long)]
        demo: bool,
    },
}

/// Prints one line when it is ready, `{"origin":…}`. Point KAPSO_API_BASE_URL at it.
#[derive(Debug, Args)]
pub(crate) struct Simulator {
    /// The port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 4010)]
    pub(crate) port: u16,
    /// The only API key that it accepts
    #[arg(long, default_value = simulator::DEMO_KEY)]
    pub(crate) key: String,
    /// The same seed plays the same people
    #[arg(long, default_value_t = 7)]
    pub(crate) seed: u64,
    /// How many more people to invent
    #[arg(long, requires = "messages", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) contacts: Option<u32>,
    /// How many messages they and the business wrote; a million take about a gigabyte of memory
    #[arg(long, requires = "contacts", value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    pub(crate) messages: Option<u32>,
    /// What goes wrong, as TOML or JSON; see docs/simulator.md
    #[arg(long, value_name = "FILE")]
    pub(crate) weather: Option<PathBuf>,
}
