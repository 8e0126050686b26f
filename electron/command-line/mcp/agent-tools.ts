/** What each tool of `keyhold mcp` does. No answer holds a secret, and none changes a key. */
import { agentTools, type AgentArguments, type AgentTool } from '../../../shared/contract/agents.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { DAY_MS, expiryOf, keyState } from '../../../shared/expiry/expiry.ts'
import { CommandStop, type ActingContext } from '../command.ts'
import { keysFor } from '../commands/ls.ts'
import { MCP } from '../commands/mcp-messages.ts'
import { failureWords } from '../failure-messages.ts'
import { leadMsOf } from '../key-facts.ts'
import { printable, printableJson } from '../printable.ts'
import { parseSearch } from '../search.ts'
import { requestFor, wantedSecret } from '../secrets.ts'
import { agentDetail, agentFacts, agentKey, agentReading } from './agent-keys.ts'
import { createAgentRun } from './agent-run.ts'

export interface ToolResult {
  readonly content: readonly { readonly type: 'text'; readonly text: string }[]
  readonly structuredContent?: unknown
  readonly isError?: true
}

type Tools = {
  readonly [T in AgentTool]: (
    context: ActingContext,
    given: AgentArguments<T>,
  ) => Promise<Readonly<Record<string, unknown>> | string>
}

/** More keys than these no agent reads. */
const MOST_LISTED = 200
const BETWEEN_FORMS_MS = 30_000

/** For one connection. Throws Failure `locked`, `vault`, and {@link CommandStop} while agents are off. */
export function createAgentTools() {
  const run = createAgentRun()
  let formAt = -Infinity

  const reading = (context: ActingContext) => {
    const vault = context.reading()
    if (!vault.settings.agents) throw new CommandStop(EXIT.denied, MCP.agentsOff)
    return agentReading(vault)
  }

  const tools: Tools = {
    async list_keys(context, { query = '' }) {
      const vault = reading(context)
      const found = keysFor(parseSearch([query]), vault)
      return Promise.resolve({
        keys: found.slice(0, MOST_LISTED).map((key) => agentFacts(key, vault)),
        more: Math.max(0, found.length - MOST_LISTED),
      })
    },

    async describe_key(context, { key }) {
      const vault = reading(context)
      return Promise.resolve(agentDetail(vault.detail(agentKey(key, vault).key.id), vault))
    },

    async report_expiring(context, { within_days }) {
      const vault = reading(context)
      const leadMs = within_days === undefined ? leadMsOf(vault) : within_days * DAY_MS
      const due = vault.keys
        .filter((key) => {
          const state = keyState(key, vault.now, leadMs)
          return expiryOf(key) !== undefined && (state === 'expired' || state === 'expiring')
        })
        .toSorted((a, b) => (expiryOf(a) ?? 0) - (expiryOf(b) ?? 0))
      return Promise.resolve({
        keys: due.slice(0, MOST_LISTED).map((key) => agentFacts(key, vault)),
        more: Math.max(0, due.length - MOST_LISTED),
      })
    },

    async request_use(context, { keys, reason }) {
      const vault = reading(context)
      const wanted = keys.map((key) => wantedSecret(agentKey(key, vault), vault))
      await context.program
        .approvals()
        .permit(requestFor(context, wanted, { command: 'mcp', reason }), context.session.signal)
      return MCP.permitted
    },

    run: async (context, wanted) => ({ ...(await run(context, wanted, reading(context))) }),

    async request_key(context, { name }) {
      reading(context)
      const now = context.program.clock.steadyMs()
      if (now - formAt < BETWEEN_FORMS_MS) throw new CommandStop(EXIT.failed, MCP.askedJustNow)
      formAt = now
      context.program.desktop.openView({ kind: 'add-named-key', name: printable(name) })
      return Promise.resolve(MCP.asked(name))
    },
  }

  function parsed<T extends AgentTool>(tool: T, given: unknown): AgentArguments<T> {
    const { success, data, error } = agentTools[tool].safeParse(given)
    if (success) return data as AgentArguments<T>
    const problems = error.issues.map(({ path, message }) =>
      [path.join('.'), message].filter(Boolean).join(': '),
    )
    throw new CommandStop(EXIT.usage, MCP.badArguments(problems))
  }

  return {
    /** Failures are results for the agent to read. Rejects for what nobody expected, and once `signal` has aborted. */
    async call(
      tool: AgentTool,
      given: unknown,
      context: ActingContext,
      signal: AbortSignal,
    ): Promise<ToolResult> {
      const own = { ...context, session: { ...context.session, signal } }
      try {
        // The compiler cannot tell that a tool and what was parsed for it belong together.
        return resultOf(await tools[tool](own, parsed(tool, given) as never))
      } catch (error) {
        signal.throwIfAborted()
        return { ...resultOf(wordsOf(error, context)), isError: true }
      }
    },
  }
}

function resultOf(result: Readonly<Record<string, unknown>> | string): ToolResult {
  if (typeof result === 'string')
    return { content: [{ type: 'text', text: result.split('\n').map(printable).join('\n') }] }
  return {
    content: [{ type: 'text', text: `${MCP.untrusted}\n${printableJson(result)}` }],
    structuredContent: result,
  }
}

function wordsOf(error: unknown, { program }: ActingContext): string {
  if (error instanceof CommandStop) return error.lines.join('\n')
  if (error instanceof Failure) return failureWords(error.error, { now: program.clock.now() })
  throw error
}
