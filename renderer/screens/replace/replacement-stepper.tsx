/** The stepper of a replacement, in its dialog and in the panel of both keys. */
import { Stepper } from '../../parts/stepper.tsx'
import { stepMessages } from './overlap-messages.ts'
import { REPLACEMENT_STEPS, type ReplacementStep } from './replacement-steps.ts'

interface Props {
  readonly current: ReplacementStep
  /** Two secrets of one key, since the user pasted the new one. */
  readonly isOneKey?: boolean
}

export function ReplacementStepper({ current, isOneKey = false }: Props) {
  const labels = isOneKey ? stepMessages.ofSecrets : stepMessages.ofKeys
  return (
    <Stepper
      label={stepMessages.label}
      steps={REPLACEMENT_STEPS.map((id) => ({ id, label: labels[id] }))}
      current={current}
    />
  )
}
