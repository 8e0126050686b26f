/**
 * The one kind of modal dialog: title, scrolling body, footer with its buttons. Focus stays inside and goes back
 * to where it was; Escape closes unless `mayClose` is false (while something runs that must be seen to its end).
 * What was typed is not discarded by Escape or the close button without a question.
 */
import { useRef, useState, type ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { commonMessages, keyNames } from '../messages/common-messages.ts'
import { discardMessages } from '../messages/parts-messages.ts'
import { Button, IconButton } from './button.tsx'
import { useFirstFocus } from './first-focus.ts'
import { useTyped } from './use-typed.ts'

interface FrameProps {
  readonly title: string
  readonly onClose: () => void
  readonly mayClose?: boolean
  readonly size?: 'small' | 'normal' | 'large'
  /** `alertdialog` for what ends something: there, a name is typed to confirm, and is no loss. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly children: ReactNode
  /** Buttons: first the one that leaves everything as it is, the main one last. */
  readonly footer?: ReactNode
}

interface Props extends FrameProps {
  /** False while closing ends only what runs and leaves the form as it is. */
  readonly losesTyped?: boolean
}

export function Dialog({ losesTyped = true, footer, children, ...frame }: Props) {
  const { role = 'dialog', onClose } = frame
  const typed = useTyped()
  const [isAsking, setIsAsking] = useState(false)
  const leave = () => {
    if (losesTyped && role === 'dialog' && typed.isAny()) setIsAsking(true)
    else onClose()
  }
  return (
    <Frame {...frame} onClose={leave} footer={footer}>
      <div className="dialog-body" onFocusCapture={typed.onFocusCapture}>
        {children}
      </div>
      {isAsking && <Discard onKeep={() => setIsAsking(false)} onDiscard={onClose} />}
    </Frame>
  )
}

function Frame({
  title,
  onClose,
  mayClose = true,
  size = 'normal',
  role = 'dialog',
  children,
  footer,
}: FrameProps) {
  const inside = useRef<HTMLElement>(null)
  useFirstFocus(inside)
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
        <AriaDialog ref={inside} className="dialog-inside" role={role}>
          <header className="dialog-head">
            <Heading slot="title" level={2} className="wrap">
              {title}
            </Heading>
            <IconButton
              label={commonMessages.close}
              icon="close"
              shortcut={keyNames.escape}
              isDisabled={!mayClose}
              onPress={onClose}
            />
          </header>
          {children}
          {footer !== undefined && <footer className="dialog-foot">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Lies over the form, which stays as it is. Escape keeps editing. */
function Discard({ onKeep, onDiscard }: { readonly onKeep: () => void; readonly onDiscard: () => void }) {
  return (
    <Frame
      title={discardMessages.title}
      size="small"
      role="alertdialog"
      onClose={onKeep}
      footer={
        <>
          <Button autoFocus onPress={onKeep}>
            {discardMessages.keep}
          </Button>
          <Button looks="danger" onPress={onDiscard}>
            {discardMessages.discard}
          </Button>
        </>
      }
    >
      <div className="dialog-body">
        <p>{discardMessages.detail}</p>
      </div>
    </Frame>
  )
}
