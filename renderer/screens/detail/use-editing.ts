/** The state of a section of the panel that switches between reading and editing. */
import { useState } from 'react'

export function useEditing() {
  const [mode, setMode] = useState<'read' | 'edit' | 'read-again'>('read')
  return {
    isEditing: mode === 'edit',
    /** The form has closed, so the button that opened it gets the focus back. */
    isBack: mode === 'read-again',
    edit: () => setMode('edit'),
    end: () => setMode('read-again'),
  }
}
