/** `keyhold mcp`: a Model Context Protocol server on standard input and output. */
import { agentTools, agentToolSchema, type AgentTool } from '../../../shared/contract/agents.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { usage, type ActingCommand, type ActingContext } from '../command.ts'
import { createAgentTools } from '../mcp/agent-tools.ts'
import { isObject, RPC, RpcError, serveJsonRpc, type Params } from '../mcp/json-rpc.ts'
import { MCP } from './mcp-messages.ts'

export const mcp: ActingCommand = {
  name: 'mcp',
  ...MCP.spec,
  // A client keeps its server running for days, so each call checks the lock by itself.
  needsUnlocked: false,
  asks: 'secret',
  async acts(context) {
    const { session, output, program } = context
    if (session.request.terminal.in) throw usage(MCP.terminal)
    if (areAgentsOff(context)) await output.notes(`keyhold: ${MCP.agentsOff}`)
    await serveJsonRpc({
      session,
      send: (message) => output.json(message),
      answer: createServer(context),
      unexpected: (error) => MCP.unexpected(program.log.unexpected('mcp', error)),
    })
    return EXIT.done
  },
}

/** Newest first. A client that asks for another version is offered the newest. */
const MCP_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const

const TOOLS = Object.keys(agentTools) as readonly AgentTool[]
const READ_ONLY: readonly AgentTool[] = ['list_keys', 'describe_key', 'report_expiring']

function createServer(context: ActingContext) {
  const tools = createAgentTools()
  let isInitialized = false

  function initialize({ protocolVersion }: Params) {
    if (typeof protocolVersion !== 'string') throw new RpcError(RPC.invalidParams, MCP.noProtocolVersion)
    if (areAgentsOff(context)) throw new RpcError(RPC.refused, MCP.agentsOff)
    isInitialized = true
    return {
      protocolVersion: MCP_VERSIONS.find((one) => one === protocolVersion) ?? MCP_VERSIONS[0],
      capabilities: { tools: {} },
      serverInfo: { name: 'keyhold', title: 'Keyhold', version: context.version },
      instructions: MCP.instructions,
    }
  }

  function list({ cursor }: Params) {
    if (cursor !== undefined) throw new RpcError(RPC.invalidParams, MCP.noCursor)
    return {
      tools: TOOLS.map((name) => ({
        name,
        description: MCP.tools[name],
        inputSchema: agentToolSchema(name),
        annotations: { readOnlyHint: READ_ONLY.includes(name), openWorldHint: name === 'run' },
      })),
    }
  }

  async function call({ name, arguments: given = {} }: Params, signal: AbortSignal) {
    if (typeof name !== 'string' || !isObject(given)) throw new RpcError(RPC.invalidParams, MCP.noTool)
    const tool = TOOLS.find((one) => one === name)
    if (tool === undefined) throw new RpcError(RPC.invalidParams, MCP.unknownTool(name.slice(0, 100)))
    return tools.call(tool, given, context, signal)
  }

  return async (method: string, params: Params, signal: AbortSignal): Promise<unknown> => {
    if (method === 'ping') return {}
    if (method === 'initialize') return initialize(params)
    if (!isInitialized) throw new RpcError(RPC.invalidRequest, MCP.notInitialized)
    if (method === 'tools/list') return list(params)
    if (method === 'tools/call') return call(params, signal)
    throw new RpcError(RPC.unknownMethod, MCP.unknownMethod(method.slice(0, 100)))
  }
}

/** `false` while the setting cannot be read, because the vault is locked or not open. Each call is then refused by itself. */
function areAgentsOff({ reading }: ActingContext): boolean {
  try {
    return !reading().settings.agents
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
