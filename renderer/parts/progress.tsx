/** Shows the progress of a long action: a bar with a label, or a spinner. */
import { Label, ProgressBar } from 'react-aria-components'
import { progressMessages } from '../messages/parts-messages.ts'
import { Icon } from './icon.tsx'

interface Props {
  readonly label: string
  readonly value: number
  /** Missing: the total is unknown, and the bar is indeterminate. */
  readonly max?: number | undefined
  /** The value in words. Missing: "3 of 12". */
  readonly words?: string
}

export function Progress({ label, value, max, words }: Props) {
  const counted = max === undefined ? String(value) : progressMessages.valueOf(value, max)
  return (
    <ProgressBar
      className="progress"
      value={value}
      maxValue={Math.max(max ?? 1, 1)}
      isIndeterminate={max === undefined}
      valueLabel={words ?? counted}
    >
      {({ percentage, valueText }) => (
        <>
          <span className="progress-words">
            <Label className="cut">{label}</Label>
            <span className="soft">{valueText}</span>
          </span>
          <span className={`progress-track ${max === undefined ? 'unsure' : ''}`} aria-hidden="true">
            <span className="progress-fill" style={{ inlineSize: `${percentage ?? 100}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  )
}

export function Spinner({ label }: { readonly label: string }) {
  return (
    <span className="spinner" role="status">
      <Icon of="working" className="turning" />
      <span className="unseen">{label}</span>
    </span>
  )
}
