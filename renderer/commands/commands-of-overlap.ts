/** The commands for the replacement that a key takes part in. The palette, the context menu and the panel's buttons draw these. */
import type { Result } from '../../shared/contract/errors.ts'
import { isUsable, keyState } from '../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { isOverlap, type OverlapOperation } from '../../shared/model/overlap.ts'
import { openDialog } from '../app/page-actions.ts'
import { isMac } from '../app/platform.ts'
import type { IconName } from '../parts/icons.ts'
import {
  overlapWords,
  STEP_WORDS,
  stepDoneMessages,
  type OverlapStep,
} from '../screens/replace/overlap-messages.ts'
import { call } from '../vault/bridge.ts'
import { useVault } from '../vault/store.ts'
import { toast, toastError } from '../vault/toasts.ts'
import type { Command } from './command.ts'
import { commandShortcut } from './shortcuts.ts'

const ICONS: Record<OverlapStep, IconName> = {
  retire: 'retiring',
  'keep-longer': 'later',
  'roll-back': 'rollBack',
  revive: 'power',
  finish: 'check',
}

/**
 * The next steps of an overlap, the recommended one first. Rolling back needs the old key. `old` is missing once the user has removed the old key.
 */
export function overlapSteps(
  operation: OverlapOperation,
  old: KeyRow | undefined,
  provider: string | undefined,
  now: number,
): readonly OverlapStep[] {
  const oldWorks = old === undefined || isUsable(keyState(old, now, 0))
  const { steps } = overlapWords(operation, provider, now, oldWorks)
  return old?.goneSince === undefined ? steps : steps.filter((step) => step !== 'roll-back')
}

/** One step as a command. `settle` handles the result of a step without a dialog; by default the result becomes a toast. */
export function overlapCommand(
  step: OverlapStep,
  operation: OverlapOperation,
  settle: Settle = settleWithToast,
): Command {
  const { id } = operation
  return {
    id: step,
    words: STEP_WORDS[step](operation),
    icon: ICONS[step],
    shortcut: commandShortcut(step, isMac),
    run() {
      if (step === 'revive' || step === 'finish')
        settle(() => call(`overlap:${step}`, { operation: id }), done(step, operation))
      else openDialog({ kind: step, operation: id })
    },
  }
}

/** The commands for this key, in menu order, as a section of their own; none if it is not being replaced. */
export function commandsForOverlap({ overlap, provider, account }: KeyRow): readonly Command[] {
  const { operations, keyIndex, providers, now } = useVault.getState()
  const operation = overlap && operations.get(overlap.operation)
  if (operation === undefined || !isOverlap(operation)) return []
  const name = account === undefined ? undefined : providers.get(provider)?.name
  return overlapSteps(operation, keyIndex.get(operation.overlap.old), name, now).map((step, index) => ({
    ...overlapCommand(step, operation),
    isApart: index === 0,
  }))
}

type Settle = (start: () => Promise<Result<unknown>>, then: () => void) => void

const done =
  (step: keyof typeof stepDoneMessages, { overlap }: OverlapOperation) =>
  () =>
    toast({ tone: 'good', text: stepDoneMessages[step], about: overlap.oldName })

const settleWithToast: Settle = (start, then) =>
  void start().then((answer) => {
    if (answer.ok) then()
    else toastError(answer.error)
  })
