/**
 * The checklist of a new vault, one line above the list.
 *
 * States: not enabled (a vault that was not set up from the first-run page has no checklist); steps left (each done step is marked, each
 * other step is a button that opens it); all done or dismissed (nothing is shown). The settings store that the checklist was dismissed.
 */
import { useMemo } from 'react'
import { findKeys, openDialog } from '../../app/page-actions.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { showSettings } from '../settings/show-settings.ts'
import { isStoredByUser, stepsOf, type Step, type StepId } from './checklist.ts'
import { CHECKLIST, STEPS } from './first-run-messages.ts'

export function GettingStarted() {
  const isAsked = useVault((state) => state.settings.gettingStarted)
  return isAsked ? <Checklist /> : null
}

function useSteps(): readonly Step[] {
  const accounts = useVault((state) => state.accounts.size)
  const keys = useVault((state) => state.counts.all)
  const hasLock = useVault((state) => state.lock.state !== 'off')
  const startsWithSystem = useVault((state) => state.settings.startWithSystem)
  const keyIndex = useVault((state) => state.keyIndex)
  const revision = useVault((state) => state.indexRevision)
  const isSecretStored = useMemo(
    () => [...keyIndex.rows()].some(isStoredByUser),
    // oxlint-disable-next-line react/exhaustive-deps -- the index changes in place; its revision says so
    [keyIndex, revision],
  )
  return stepsOf({ accounts, keys, isSecretStored, hasLock, startsWithSystem })
}

const ACTIONS: Record<StepId, () => void> = {
  keys: () => openDialog({ kind: 'connect-account' }),
  secret: () => findKeys('is:missing'),
  lock: () => showSettings('security'),
  start: () => showSettings('general'),
}

function Checklist() {
  const steps = useSteps()
  const done = steps.filter(({ isDone }) => isDone).length
  if (done === steps.length) return null
  return (
    <section className="getting-started" aria-label={CHECKLIST.title}>
      <strong>{CHECKLIST.title}</strong>
      <span className="soft small">{CHECKLIST.progress(done, steps.length)}</span>
      <ul>
        {steps.map((step) => (
          <li key={step.id}>
            <OneStep {...step} />
          </li>
        ))}
      </ul>
      <IconButton
        label={CHECKLIST.dismiss}
        icon="close"
        size="small"
        onPress={() => void changeSettings({ gettingStarted: false })}
      />
    </section>
  )
}

function OneStep({ id, isDone }: Step) {
  if (!isDone)
    return (
      <Button size="small" onPress={ACTIONS[id]}>
        {STEPS[id]}
      </Button>
    )
  return (
    <span className="badge small faint">
      <Icon of="check" className="good" />
      <span className="unseen">{CHECKLIST.done}</span> {STEPS[id]}
    </span>
  )
}
