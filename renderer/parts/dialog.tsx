/**
 * The modal dialog of all screens: title, scrolling body, footer with buttons. The focus stays inside and returns to its previous
 * element on closing. Escape closes unless `mayClose` is false (while an action runs that the user must see finish). Before Escape or
 * the close button discards typed text, the dialog asks.
 */
import { useRef, useState, type ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { commonMessages, keyNames } from '../messages/common-messages.ts'
import { discardMessages } from '../messages/parts-messages.ts'
import { Button, IconButton } from './button.tsx'
import { useFirstFocus } from './first-focus.ts'
import { keepDialogs } from './open-dialogs.ts'
import { useOpenDialog } from './use-open-dialog.ts'
import { useTyped } from './use-typed.ts'

interface FrameProps {
  readonly title: string
  readonly onClose: () => void
  readonly mayClose?: boolean
  readonly size?: 'small' | 'normal' | 'large'
  /** `alertdialog` for a destructive action. Text typed there only confirms a name, so it is discarded without a question. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly children: ReactNode
  /** Buttons: the one that changes nothing comes first, the main one last. */
  readonly footer?: ReactNode
}

interface Props extends FrameProps {
  /** False while closing only cancels the running action and keeps the form. */
  readonly losesTyped?: boolean
  /** The user has typed text in an earlier step, so it may be in no field now. */
  readonly holdsTyped?: boolean
}

export function Dialog({ losesTyped = true, holdsTyped = false, footer, children, ...frame }: Props) {
  const { role = 'dialog', mayClose = true, onClose } = frame
  const typed = useTyped()
  const [isAsking, setIsAsking] = useState(false)
  const leave = () => {
    if (losesTyped && role === 'dialog' && (holdsTyped || typed.isAny())) setIsAsking(true)
    else onClose()
  }
  useOpenDialog(() => {
    if (mayClose) leave()
    return mayClose
  })
  return (
    <Frame {...frame} onClose={leave} footer={footer}>
      <div className="dialog-body" onFocusCapture={typed.onFocusCapture}>
        {children}
      </div>
      {isAsking && (
        <Discard
          onKeep={() => {
            setIsAsking(false)
            keepDialogs()
          }}
          onDiscard={onClose}
        />
      )}
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
          <div className="dialog-scroll">
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
          </div>
          {footer !== undefined && <footer className="dialog-foot">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** A question above the form, which keeps its contents. Escape continues editing. */
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
