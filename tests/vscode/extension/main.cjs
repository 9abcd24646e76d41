// Each line of the test names a tool of our server and its input; the answer is one line with what VS Code made of it.

const { connect } = require("node:net");
const { createInterface } = require("node:readline");
const vscode = require("vscode");

const OURS = "mcp_kapso_desk_";

exports.activate = () => {
  const test = connect(Number(process.env.TEST_PORT), "127.0.0.1");
  createInterface({ input: test }).on("line", async (line) => {
    const answer = await call(JSON.parse(line)).catch((error) => ({ failed: String(error) }));
    test.write(`${JSON.stringify(answer)}\n`);
  });
};

async function call({ tool, input }) {
  await vscode.commands.executeCommand("workbench.mcp.startServer", "*", { waitForLiveTools: true });
  const tools = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith(OURS));
  if (tools.length === 0) return { tools };
  const { content } = await vscode.lm.invokeTool(OURS + tool, { input });
  return { tools: tools.map((name) => name.slice(OURS.length)), said: content.map((part) => part.value).join("") };
}
