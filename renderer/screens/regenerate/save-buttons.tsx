/** The buttons below a form that begins an operation. */
import { closeDialog } from '../../app/page-actions.ts'
import { SubmitButtons } from '../../parts/submit-buttons.tsx'
import type { IconName } from '../../parts/icons.ts'
import { isBusy, type Flow } from './flow.ts'

interface Props {
  readonly flow: Flow
  readonly words: string
  readonly icon?: IconName
  readonly onSave: () => void
  /** Focuses the command, because it is not destructive and the dialog has no field to focus. */
  readonly autoFocus?: boolean
}

export function SaveButtons({ flow, words, icon = 'safe', onSave, autoFocus = false }: Props) {
  return (
    <SubmitButtons
      task={{ isRunning: isBusy(flow) }}
      words={words}
      icon={icon}
      isDisabled={flow.state === 'unclear'}
      autoFocus={autoFocus}
      onSubmit={onSave}
      onCancel={closeDialog}
    />
  )
}
