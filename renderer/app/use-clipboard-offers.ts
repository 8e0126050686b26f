/** Offers to save a key that was just copied in another program. The page learns only its kind; the secret stays on the clipboard. */
import { useEffect } from 'react'
import { shapeById } from '../../shared/shapes/match-shape.ts'
import { clipboardMessages } from '../messages/clipboard-messages.ts'
import { afterDialogs } from '../parts/open-dialogs.ts'
import { on } from '../vault/bridge.ts'
import { toast } from '../vault/toasts.ts'
import { openDialog } from './page-actions.ts'

/** A copied key is likely to stay on the clipboard for this long. */
const SHOWN_MS = 15_000

export function useClipboardOffers(): void {
  useEffect(
    () =>
      on('clipboard:offered', ({ shape }) => {
        const name = shapeById(shape)?.name
        if (name === undefined) return
        const run = () => afterDialogs(() => openDialog({ kind: 'add-key', copied: shape }))
        toast({
          tone: 'note',
          text: clipboardMessages.offered(name),
          shownMs: SHOWN_MS,
          action: { label: clipboardMessages.save, run },
        })
      }),
    [],
  )
}
