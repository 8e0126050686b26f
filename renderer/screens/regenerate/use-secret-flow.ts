/** Runs an operation that begins with a secret from the user. Reads the field on sending, and empties it once main has the secret. */
import { useRef, useState, type Ref } from 'react'
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import type { Result } from '../../../shared/contract/errors.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import { sentence } from '../../messages/errors.ts'
import { focusFirstProblem } from '../../parts/focus-problem.ts'
import type { SecretHandle } from '../../parts/secret-field.tsx'
import type { Flow } from './flow.ts'
import { pasteMessages } from './regenerate-messages.ts'
import type { OutcomeFacts } from './outcome-context.ts'
import { useFlow, type FlowControl } from './use-flow.ts'

/** The problem of the secret itself, to be shown at its field. */
function secretProblem(flow: Flow): string | undefined {
  if (flow.state !== 'refused' || flow.error.kind !== 'secret') return undefined
  const { title, action } = sentence(flow.error)
  return action === undefined ? `${title}.` : `${title}. ${action}`
}

export interface SecretFlow extends FlowControl {
  readonly field: {
    readonly ref: Ref<SecretHandle>
    readonly error: string | undefined
    readonly onChange: () => void
  }
  readonly save: () => void
}

/** `isReady` checks the rest of the form, and shows its problems itself. */
export function useSecretFlow(
  send: (secret: SecretInput) => Promise<Result<Outcome>>,
  facts: OutcomeFacts,
  isReady: () => boolean = () => true,
): SecretFlow {
  const control = useFlow(facts)
  const secret = useRef<SecretHandle>(null)
  const [isEmpty, setIsEmpty] = useState(false)

  const save = async () => {
    const isElseReady = isReady()
    const value = secret.current?.read()
    setIsEmpty(value === undefined)
    if (!isElseReady || value === undefined) {
      focusFirstProblem()
      return
    }
    const next = await control.start(async () => {
      const result = await send(value)
      // Must happen now: success closes the dialog, and a removed field can no longer be emptied.
      if (result.ok && result.value.outcome !== 'rejected') secret.current?.empty()
      return result
    })
    if (next.state !== 'stored' && next.state !== 'open') focusFirstProblem()
  }

  return {
    ...control,
    field: {
      ref: secret,
      error: isEmpty ? pasteMessages.noSecret : secretProblem(control.flow),
      onChange: () => setIsEmpty(false),
    },
    save: () => void save(),
  }
}
