/** Registers a dialog while it is open, so that an action from outside the page can ask it to close. */
import { useEffect, useRef } from 'react'
import { dialogOpened } from './open-dialogs.ts'

/** `leave` closes the dialog, and returns false if it may not close now. The function of the last render is called. */
export function useOpenDialog(leave: () => boolean): void {
  const last = useRef(leave)
  useEffect(() => {
    last.current = leave
  })
  useEffect(() => dialogOpened({ leave: () => last.current() }), [])
}
