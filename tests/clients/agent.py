"""An agent's client made with the official Python SDK or with FastMCP: the same story as agent.mjs.

    python agent.py v1|v2|v2-legacy|fastmcp URL      (the token is in $TOKEN; a line on standard input ends the pause)
"""

import asyncio
import contextlib
import json
import os
import sys

KIND, URL = sys.argv[1:]
HEADERS = {"Authorization": f"Bearer {os.environ['TOKEN']}"}


@contextlib.asynccontextmanager
async def v1():
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async with streamablehttp_client(URL, headers=HEADERS) as (read, write, _), ClientSession(read, write) as session:
        opened = await session.initialize()
        yield session.list_tools, session.call_tool, opened.serverInfo.name, opened.instructions


@contextlib.asynccontextmanager
async def v2(mode):
    from mcp import Client
    from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

    async with create_mcp_http_client(headers=HEADERS) as http:
        async with Client(streamable_http_client(URL, http_client=http), mode=mode) as client:
            yield client.list_tools, client.call_tool, client.server_info.name, client.instructions


@contextlib.asynccontextmanager
async def fastmcp():
    from fastmcp import Client
    from fastmcp.client.transports import StreamableHttpTransport

    async with Client(StreamableHttpTransport(URL, headers=HEADERS)) as client:

        async def call(name, given):
            return await client.call_tool(name, given, raise_on_error=False)

        yield client.list_tools, call, "kapso-desk", "-"


CLIENTS = {"v1": v1, "v2": lambda: v2("auto"), "v2-legacy": lambda: v2("legacy"), "fastmcp": fastmcp}


def structured(answer):
    """What the answer holds; each SDK names it differently."""
    return getattr(answer, "structured_content", None) or answer.structuredContent


def is_error(answer):
    return getattr(answer, "is_error", None) or getattr(answer, "isError", False)


async def main():
    async with CLIENTS[KIND]() as (list_tools, call, server, instructions):
        listed = await list_tools()
        inbox = await call("whatsapp_inbox", {"response_format": "detailed", "limit": 50})
        print(json.dumps({"pause": True}), flush=True)
        await asyncio.to_thread(sys.stdin.readline)

        rows = structured(inbox)["conversations"]
        open_row = next(row for row in rows if row["window"]["open"] and "conversation_id" in row)
        chosen = {"conversation_id": open_row["conversation_id"]}
        read = await call("whatsapp_get_conversation_context", chosen)
        sent = await call("whatsapp_send_text_message", {"conversation_selector": chosen, "content": "We are on our way."})
        refused = await call("whatsapp_inbox", {"limit": 5000})
        answers = [inbox, read, sent, refused]
        saw = {
            "server": server,
            "instructions": len(instructions),
            "tools": [tool.name for tool in getattr(listed, "tools", listed)],
            "conversations": len(rows),
            "messages": len(structured(read)["conversations"][0]["messages"]),
            "sent": structured(sent),
            "refused": {"isError": is_error(refused), "code": structured(refused)["error"]["code"]},
            "both_forms_agree": all(json.loads(answer.content[0].text) == structured(answer) for answer in answers),
        }
        print(json.dumps(saw), flush=True)


asyncio.run(main())
