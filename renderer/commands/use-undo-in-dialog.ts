/** Runs the shortcut of Undo inside a dialog whose actions can be undone. All other dialogs keep the press for themselves. */
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
