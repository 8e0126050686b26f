/*
 * Every provider, every command and every fault: one request is sent, the outcome says what is certain, and every issued secret is in the keychain,
 * sealed and shown to the user, or named. Printed as a table with a mark in every tested cell.
 *
 * The usual run tests each fault once at each provider, with the commands in rotation. The full run tests every cell.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { dealt, sampleWords } from '../../sample.ts'
import { createStage } from '../stage.ts'
import { GRPC_FAULTS, HTTP_FAULTS, MOST_FAULTS, type MatrixFault } from './faults.ts'
import { ACTIONS, ROWS, type ActionName, type MatrixRow } from './rows.ts'
import { startTrial, type Mark } from './trial.ts'

const stage = createStage()
const faultsOf = ({ isGrpc }: MatrixRow) => (isGrpc === true ? GRPC_FAULTS : HTTP_FAULTS)
const ISSUES: readonly ActionName[] = ['create', 'regenerate', 'replace']
const marks = new Map<string, Mark>()
const cell = (row: MatrixRow, action: ActionName, fault: MatrixFault): string =>
  [row.name, action, fault.name].join('|')

describe.each(ROWS)('$name', (row) => {
  it('comes out of every fault with one request and nothing lost', { timeout: 600_000 }, async () => {
    const emulator = await row.start(MOST_FAULTS * row.actions.length + 1)
    stage.atEnd(() => emulator.close())
    const trial = await startTrial(stage, row, emulator)
    for (const [action, fault] of dealt(row.name, row.actions, faultsOf(row))) {
      const mark = await trial.suffer(action, fault)
      expect(allowed(row, action, fault), cell(row, action, fault)).toContain(mark)
      marks.set(cell(row, action, fault), mark)
    }
    await trial.restart()
  })
})

/** The permitted results of a fault, usually one. */
function allowed(row: MatrixRow, action: ActionName, fault: MatrixFault): readonly Mark[] {
  const { outcome, looksDone = false } = fault
  if (row.renewsToken === true && fault.name === '401')
    return ISSUES.includes(action) ? ['done'] : ['done', 'refused']
  if (ISSUES.includes(action)) return afterIssue(row, fault)
  if (isDeletion(action)) return afterDeletion(fault)
  return looksDone && row.isGrpc === true ? ['done', 'unknown'] : [outcome]
}

/** Every response that may contain a secret is sealed, unless it is a refusal. */
function afterIssue(
  { isGrpc }: MatrixRow,
  { kind, outcome, isSilent = false }: MatrixFault,
): readonly Mark[] {
  if (outcome !== 'unknown') return [outcome]
  // A reset of a gRPC connection may drop data that had arrived.
  if (isGrpc === true && kind?.kind === 'reset') return ['sealed', 'unknown']
  return [isSilent ? 'unknown' : 'sealed']
}

const isDeletion = (action: ActionName): boolean => action === 'revoke' || action === 'retire'

/** Only the status of a response to a deletion counts. "Already gone" counts as done only if the list agrees, and Coralogix' list omits keys. */
function afterDeletion({ name: what, outcome, looksDone }: MatrixFault): readonly Mark[] {
  if (what === '404') return ['refused']
  if (what === 'NotFound') return ['done']
  // The provider did not act: a page from a proxy is no deletion.
  return looksDone === true && what !== 'proxy page, 200' ? ['done', 'unknown'] : [outcome]
}

const SIGNS: Record<Mark, string> = {
  'not-sent': 'not sent',
  refused: 'refused',
  unknown: 'unknown',
  sealed: 'sealed',
  done: 'done',
}

afterAll(() => {
  for (const isGrpc of [undefined, true] as const) {
    const rows = ROWS.filter((row) => row.isGrpc === isGrpc)
    const columns = rows.flatMap((row) => ACTIONS.map((action) => ({ row, act: action })))
    const faults = isGrpc === true ? GRPC_FAULTS : HTTP_FAULTS
    const lines = columns
      .filter(({ row, act: action }) => row.actions.includes(action))
      .map(({ row, act: action }) => [
        `${row.name}, ${action}`,
        ...faults.map((fault) => {
          const mark = marks.get(cell(row, action, fault))
          return mark === undefined ? '' : `✓ ${SIGNS[mark]}`
        }),
      ])
    const table = [['', ...faults.map(({ name }) => name)], ...lines]
    const widths = table[0]!.map((_, at) => Math.max(...table.map((line) => line[at]!.length)))
    const text = table.map((line) => line.map((one, at) => one.padEnd(widths[at]!)).join('  ')).join('\n')
    process.stdout.write(`\nfault matrix (${sampleWords()})\n${text}\n`)
  }
})
