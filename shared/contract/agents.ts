/** The calls that agents may make through `keyhold mcp`: the arguments of each tool. No argument contains a secret, and no tool changes a key. */
import { z } from 'zod'
import { MOST_COPIED } from '../model/limits.ts'
import { VARIABLE_NAME } from '../model/variable-name.ts'

/** An id, a name, an environment variable or a reference. */
const Key = z.string().min(1).max(2_000)
const Reason = z.string().trim().min(1).max(300)
const VariableName = z.string().max(200).regex(VARIABLE_NAME)

const LONGEST_RUN_SECONDS = 600

export const agentTools = {
  list_keys: z.strictObject({ query: z.string().max(1_000).optional() }),
  describe_key: z.strictObject({ key: Key }),
  report_expiring: z.strictObject({ within_days: z.int().min(0).max(3_650).optional() }),
  request_use: z.strictObject({ keys: z.array(Key).min(1).max(MOST_COPIED), reason: Reason }),
  run: z.strictObject({
    /** The program and its arguments. No shell interprets them. */
    command: z.array(z.string().max(100_000)).min(1).max(1_000),
    /** Maps each variable to the key whose secret it will hold. */
    variables: z.record(VariableName, Key),
    reason: Reason,
    timeout_seconds: z.int().min(1).max(LONGEST_RUN_SECONDS).optional(),
  }),
  request_key: z.strictObject({ name: z.string().trim().min(1).max(200) }),
} as const

export type AgentTool = keyof typeof agentTools
export type AgentArguments<T extends AgentTool> = z.infer<(typeof agentTools)[T]>

/** The arguments as JSON Schema, draft 2020-12. */
export const agentToolSchema = (tool: AgentTool): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(agentTools[tool])
