/**
 * A dialog that runs one call: its content, the call's failure below the content, and the buttons Cancel and the command. While the call runs, the
 * dialog stays open. If the call can be cancelled, a Cancel button for the call is shown instead.
 */
import type { ComponentProps, ReactNode } from 'react'
import type { AppError } from '../../shared/contract/errors.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { useVault } from '../vault/store.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { InView } from './in-view.tsx'
import { ErrorNotice } from './notice.tsx'
import { SubmitButtons } from './submit-buttons.tsx'

interface Props extends Omit<ComponentProps<typeof SubmitButtons>, 'onCancel'> {
  readonly title: string
  readonly size?: 'small' | 'normal'
  /** `alertdialog` for a destructive command. */
  readonly role?: 'dialog' | 'alertdialog'
  /** The failure to show. Missing if there is none, or if a field of the content shows it. */
  readonly error?: AppError | undefined
  /** The provider's name, if the failure may come from a provider. */
  readonly provider?: string | undefined
  /** Stops the running call. Missing: it cannot be stopped. */
  readonly onStop?: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

export function TaskDialog({
  title,
  size,
  role,
  error,
  provider,
  onStop,
  onClose,
  children,
  ...buttons
}: Props) {
  const now = useVault((state) => state.now)
  const { isRunning } = buttons.task
  return (
    <Dialog
      title={title}
      {...(size && { size })}
      {...(role && { role })}
      onClose={onClose}
      mayClose={!isRunning}
      footer={
        isRunning && onStop !== undefined ? (
          <Button onPress={onStop}>{commonMessages.cancel}</Button>
        ) : (
          <SubmitButtons {...buttons} onCancel={onClose} />
        )
      }
    >
      {children}
      {error !== undefined && (
        <InView>
          <ErrorNotice error={error} provider={provider} now={now} />
        </InView>
      )}
    </Dialog>
  )
}
