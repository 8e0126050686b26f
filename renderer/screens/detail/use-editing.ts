/** A part of the panel that is read, edited, and read again. */
import { useState } from 'react'

export function useEditing() {
  const [mode, setMode] = useState<'read' | 'edit' | 'read-again'>('read')
  return {
    isEditing: mode === 'edit',
    /** The button that opened the form takes the keyboard back. */
    isBack: mode === 'read-again',
    edit: () => setMode('edit'),
    end: () => setMode('read-again'),
  }
}
