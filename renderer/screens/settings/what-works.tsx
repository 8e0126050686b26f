/** Diagnostics, line by line, each with a trial that does the real thing. */
import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { LineState, MachineLine } from '../../../shared/diagnostics/machine-line.ts'
import { machineReport } from '../../../shared/diagnostics/machine-report.ts'
import type { MachineFacts, MachineTrial } from '../../../shared/diagnostics/machine.ts'
import { call, on } from '../../vault/bridge.ts'
import { timeText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { PressTrial } from './press-trial.tsx'

const SIGNS: Record<LineState, { readonly icon: IconName; readonly tone: string; readonly word: string }> = {
  works: { icon: 'active', tone: 'good', word: 'Works' },
  limited: { icon: 'danger', tone: 'warn', word: 'Limited' },
  broken: { icon: 'expired', tone: 'bad', word: 'Does not work' },
  unknown: { icon: 'undated', tone: 'soft', word: 'Not known' },
}

const TRIALS: Record<MachineTrial, string> = {
  keychain: 'Test',
  disk: 'Write and read a file',
  clipboard: 'Copy a test value',
  tray: 'Look for the icon',
  notifications: 'Show one',
  display: 'Connect to it',
  network: 'Sync now',
  start: 'Ask the system',
}

export function WhatWorks() {
  const { facts, error, look, setFacts } = useMachine()
  if (error !== undefined) return <ErrorNotice error={error} />
  if (facts === undefined) return <Spinner label="Looking at this machine" />
  return (
    <>
      <p className="soft">
        Each part can be tried for real. Trying the clipboard replaces what is on it. In a terminal,{' '}
        <code className="command">keyhold --doctor</code> says the same.
      </p>
      <ul className="machine">
        {machineReport(facts).map((line) => (
          <Line key={line.part} line={line} onTried={setFacts} onPressed={look} />
        ))}
      </ul>
    </>
  )
}

/** Asked when the section opens, and again after what may have changed an answer. */
function useMachine() {
  const [facts, setFacts] = useState<MachineFacts>()
  const [error, setError] = useState<AppError>()
  const keychain = useVault((state) => state.keychain)
  const look = useCallback(() => {
    void call('machine:facts').then((answer) => {
      if (answer.ok) setFacts(answer.value)
      setError(answer.ok ? undefined : answer.error)
    })
  }, [])
  useEffect(() => {
    look()
    return on('shortcut:changed', look)
  }, [look, keychain])
  return { facts, error, look, setFacts }
}

interface LineProps {
  readonly line: MachineLine
  readonly onTried: (facts: MachineFacts) => void
  readonly onPressed: () => void
}

function Line({ line, onTried, onPressed }: LineProps) {
  const { part, title, state, says, detail } = line
  const { icon, tone, word } = SIGNS[state]
  return (
    <li className="machine-line">
      <span className="machine-sign" title={word}>
        <Icon of={icon} className={tone} />
        <span className="unseen">{word}:</span>
      </span>
      <div className="machine-words wrap">
        <strong>{title}</strong>
        <span role="status">{says}</span>
        {detail !== undefined && <span className="faint">{detail}</span>}
        {part === 'shortcut' && <PressTrial onPressed={onPressed} />}
        {part !== 'shortcut' && part !== 'vault' && <Trial part={part} onTried={onTried} />}
      </div>
    </li>
  )
}

/** What came of it is what the line says afterwards. */
function Trial({ part, onTried }: { readonly part: MachineTrial; readonly onTried: LineProps['onTried'] }) {
  const task = useTask()
  const [triedAt, setTriedAt] = useState<number>()
  const attempt = () =>
    void task.run(
      () => call('machine:try', { part }),
      (facts) => {
        onTried(facts)
        setTriedAt(Date.now())
      },
    )
  return (
    <>
      <span className="row">
        <Button size="small" isPending={task.isRunning} onPress={attempt}>
          {TRIALS[part]}
        </Button>
        {triedAt !== undefined && !task.isRunning && (
          <span className="faint" role="status">
            Tried at {timeText(triedAt)}.
          </span>
        )}
      </span>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </>
  )
}
