/** A table of each part of the machine: whether it works, and a trial that uses it for real. One button runs all trials in turn. */
import { useEffect } from 'react'
import type { LineState, MachineLine } from '../../../shared/diagnostics/machine-line.ts'
import { machineReport } from '../../../shared/diagnostics/machine-report.ts'
import type { MachineTrial } from '../../../shared/diagnostics/machine.ts'
import { call, on } from '../../vault/bridge.ts'
import { timeText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { TableHead } from '../../parts/table-head.tsx'
import { useAnswer } from '../../parts/use-answer.ts'
import { useVault } from '../../vault/store.ts'
import { PressTrial } from './press-trial.tsx'
import { DIAGNOSTICS, STATE_WORDS, TRIALS } from './diagnostics-messages.ts'
import { useTrials, type Trials } from './use-trials.ts'

const SIGNS: Record<LineState, { readonly icon: IconName; readonly tone: string }> = {
  works: { icon: 'active', tone: 'good' },
  limited: { icon: 'danger', tone: 'warn' },
  broken: { icon: 'expired', tone: 'bad' },
  unknown: { icon: 'undated', tone: 'soft' },
}

const isTrial = (part: MachineLine['part']): part is MachineTrial => Object.hasOwn(TRIALS, part)

/** The trial that main can run alone. The shortcut has none, since the user must press it. */
const trialOf = ({ part }: MachineLine): MachineTrial | undefined => (isTrial(part) ? part : undefined)

export function Diagnostics() {
  const { facts, error, reload, setFacts } = useMachine()
  const trials = useTrials(setFacts)
  if (error !== undefined) return <ErrorNotice error={error} />
  if (facts === undefined) return <Spinner label={DIAGNOSTICS.loading} />
  const lines = machineReport(facts)
  const parts = lines.map(trialOf).filter((part) => part !== undefined)
  return (
    <>
      <p className="soft">
        {DIAGNOSTICS.intro} <code className="terminal-command">{DIAGNOSTICS.command}</code>
      </p>
      <div>
        <Button icon="goOn" isPending={trials.isRunningAll} onPress={() => void trials.attemptAll(parts)}>
          {DIAGNOSTICS.runAll}
        </Button>
      </div>
      <table className="diagnostics">
        <TableHead columns={DIAGNOSTICS.columns} />
        <tbody>
          {lines.map((line) => (
            <Line key={line.part} line={line} trials={trials} onPressed={reload} />
          ))}
        </tbody>
      </table>
    </>
  )
}

const askForFacts = () => call('machine:facts')

/** Reads the facts when the section opens, and again after a change that may affect them. */
function useMachine() {
  const keychain = useVault((state) => state.keychain)
  const { value: facts, error, reload, setValue: setFacts } = useAnswer(askForFacts, keychain)
  useEffect(() => on('shortcut:changed', reload), [reload])
  return { facts, error, reload, setFacts }
}

interface LineProps {
  readonly line: MachineLine
  readonly trials: Trials
  readonly onPressed: () => void
}

function Line({ line, trials, onPressed }: LineProps) {
  const { part, title, state, says, detail } = line
  const { icon, tone } = SIGNS[state]
  const trial = trialOf(line)
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        <span className="badge">
          <Icon of={icon} className={tone} />
          {STATE_WORDS[state]}
        </span>
      </td>
      <td className="wrap">
        <span role="status">{says}</span>
        {detail !== undefined && <span className="faint"> {detail}</span>}
        {trial !== undefined && <Outcome part={trial} trials={trials} />}
      </td>
      <td>
        {part === 'shortcut' && <PressTrial onPressed={onPressed} />}
        {trial !== undefined && (
          <Button
            size="small"
            isPending={trials.states[trial]?.state === 'running'}
            isDisabled={trials.isRunningAll}
            aria-label={DIAGNOSTICS.trial(TRIALS[trial], title)}
            onPress={() => void trials.attempt(trial)}
          >
            {TRIALS[trial]}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Shows only an error or the time of the trial. The result is in the line's own text. */
function Outcome({ part, trials }: { readonly part: MachineTrial; readonly trials: Trials }) {
  const state = trials.states[part]
  if (state?.state === 'failed') return <ErrorNotice error={state.error} tone="warn" />
  return (
    <span className="faint" role="status">
      {state?.state === 'done' && ` ${DIAGNOSTICS.triedAt(timeText(state.at))}`}
    </span>
  )
}
