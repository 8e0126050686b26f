/** The steps of a flow, with the current one marked. Colour is not the only sign: a done step has a tick, the current one is in bold. */
import { Icon } from './icon.tsx'
import { stepperMessages } from '../messages/parts-messages.ts'

interface Props<Id extends string> {
  readonly label: string
  readonly steps: readonly { readonly id: Id; readonly label: string }[]
  readonly current: Id
}

export function Stepper<Id extends string>({ label, steps, current }: Props<Id>) {
  const at = steps.findIndex(({ id }) => id === current)
  return (
    <ol className="stepper" aria-label={label}>
      {steps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'todo'
        return (
          <li key={step.id} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="stepper-mark" aria-hidden="true">
              {state === 'done' ? <Icon of="check" /> : (index + 1).toLocaleString()}
            </span>
            <span>{step.label}</span>
            {state !== 'now' && <span className="unseen">{stepperMessages[state]}</span>}
          </li>
        )
      })}
    </ol>
  )
}
