/** Runs the shortcut of Undo while a dialog is open, in a dialog whose actions can be undone. Elsewhere a dialog keeps all presses for itself. */
import { useEffect } from 'react'
import { isMac } from '../app/platform.ts'
import { pressOf } from '../parts/key-press.ts'
import { isTextField } from '../parts/text-field.ts'
import { canUndo, undoLast } from '../vault/undo.ts'
import { isPressOf } from './shortcuts.ts'

export function useUndoInDialog(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const press = pressOf(event)
      if (event.defaultPrevented || event.repeat || press === undefined || isTextField(event.target)) return
      if (!isPressOf('undo', press, isMac) || !canUndo()) return
      event.preventDefault()
      undoLast()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
