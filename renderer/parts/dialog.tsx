/**
 * The one kind of modal dialog: title, scrolling body, footer with its buttons. Focus stays inside and goes back
 * to where it was; Escape closes unless `mayClose` is false (while something runs that must be seen to its end).
 */
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './button.tsx'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly mayClose?: boolean
  readonly size?: 'small' | 'normal' | 'large'
  /** `alertdialog` for what ends something. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly children: ReactNode
  /** Buttons, the main one last. */
  readonly footer?: ReactNode
}

export function Dialog({
  title,
  onClose,
  mayClose = true,
  size = 'normal',
  role = 'dialog',
  ...rest
}: Props) {
  return (
    <ModalOverlay
      className="dialog-scrim"
      isOpen
      isDismissable={false}
      isKeyboardDismissDisabled={!mayClose}
      onOpenChange={(open) => {
        if (!open && mayClose) onClose()
      }}
    >
      <Modal className={`dialog ${size}`}>
        <AriaDialog className="dialog-inside" role={role}>
          <header className="dialog-head">
            <Heading slot="title" level={2} className="wrap">
              {title}
            </Heading>
            <IconButton label="Close" icon="close" shortcut="Esc" isDisabled={!mayClose} onPress={onClose} />
          </header>
          <div className="dialog-body">{rest.children}</div>
          {rest.footer !== undefined && <footer className="dialog-foot">{rest.footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
