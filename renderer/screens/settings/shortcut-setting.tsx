/** The quick palette's shortcut: which it is, recorded by pressing it, and whether it is really live. */
import { meantKey } from '../../parts/key-press.ts'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { acceleratorText, DEFAULT_SHORTCUT, recorded } from '../../../shared/desktop/accelerator.ts'
import type { ShortcutState } from '../../../shared/contract/palette.ts'
import { call, on } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { isMac } from '../../app/platform.ts'
import { useVault } from '../../vault/store.ts'
import { toastError } from '../../vault/toasts.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { SETTINGS } from './settings-messages.ts'

export function ShortcutSetting() {
  const shortcut = useVault((state) => state.settings.shortcut)
  const [isRecording, setIsRecording] = useState(false)
  const labelId = useId()
  const save = (accelerator: string) => {
    setIsRecording(false)
    void changeSettings({ shortcut: accelerator })
  }
  return (
    <div className="field" role="group" aria-labelledby={labelId}>
      <span id={labelId} className="field-label">
        {SETTINGS.shortcut.label}
      </span>
      <div className="shortcut-line">
        {isRecording ? (
          <Recorder onRecorded={save} onCancel={() => setIsRecording(false)} />
        ) : (
          <>
            {shortcut === '' ? (
              <span className="soft">no shortcut</span>
            ) : (
              <kbd className="shortcut-keys">{acceleratorText(shortcut, isMac)}</kbd>
            )}
            <Button size="small" onPress={() => setIsRecording(true)}>
              Record…
            </Button>
            {shortcut !== '' && (
              <Button size="small" looks="quiet" onPress={() => save('')}>
                Remove
              </Button>
            )}
            {shortcut !== DEFAULT_SHORTCUT && (
              <Button size="small" looks="quiet" onPress={() => save(DEFAULT_SHORTCUT)}>
                Use {acceleratorText(DEFAULT_SHORTCUT, isMac)}
              </Button>
            )}
          </>
        )}
      </div>
      <Liveness />
      <p className="field-help">
        If it stays off, add a shortcut in your system settings that runs{' '}
        <code className="command">keyhold --quick</code>.
      </p>
      <div>
        <Button size="small" icon="search" onPress={() => void showPalette()}>
          Open the quick palette
        </Button>
      </div>
    </div>
  )
}

async function showPalette(): Promise<void> {
  const answer = await call('palette:show')
  if (!answer.ok) toastError(answer.error)
}

interface RecorderProps {
  readonly onRecorded: (accelerator: string) => void
  readonly onCancel: () => void
}

/** Takes the next press that can be a shortcut. Escape, Tab and leaving it change nothing. */
function Recorder({ onRecorded, onCancel }: RecorderProps) {
  const [words, setWords] = useState(PRESS)
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => {
    field.current?.focus()
    void call('shortcut:record', { isRecording: true })
    return () => void call('shortcut:record', { isRecording: false })
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    const key = meantKey(event.nativeEvent)
    const { ctrlKey, metaKey, altKey, shiftKey } = event
    const isPlain = !ctrlKey && !metaKey && !altKey
    if (key === undefined || (isPlain && key === 'Tab')) return
    event.preventDefault()
    event.stopPropagation()
    if (isPlain && key === 'Escape') {
      onCancel()
      return
    }
    const press = recorded({ key, code: event.code, ctrlKey, metaKey, altKey, shiftKey }, isMac)
    if (press.kind === 'accelerator') onRecorded(press.accelerator)
    else setWords(press.kind === 'begun' ? `${press.words}…` : NEEDS_MORE)
  }

  return (
    <div
      ref={field}
      tabIndex={0}
      role="textbox"
      aria-readonly="true"
      aria-label={`${words} Escape leaves it as it is.`}
      aria-live="polite"
      className="input shortcut-recorder"
      onKeyDown={onKeyDown}
      onBlur={onCancel}
    >
      {words}
    </div>
  )
}

const PRESS = 'Press the keys.'
const NEEDS_MORE = 'Hold Ctrl, Alt or Super too, and a letter, a digit, an arrow or a function key.'

interface Sign {
  readonly icon: IconName
  readonly tone: string
  readonly words: string
}

const SIGNS: Record<ShortcutState['state'], Sign> = {
  off: { icon: 'never', tone: 'soft', words: 'Off' },
  registered: { icon: 'active', tone: 'good', words: 'Live.' },
  refused: {
    icon: 'expired',
    tone: 'bad',
    words: 'The system refuses it, most likely because another program has it. Record another one.',
  },
  unproven: {
    icon: 'undated',
    tone: 'warn',
    words: 'Not verified. Press the shortcut to test it.',
  },
}

function Liveness() {
  const state = useShortcutState()
  if (state === undefined) return null
  const { icon, tone, words } = SIGNS[state.state]
  return (
    <p className="badge" role="status">
      <Icon of={icon} className={tone} />
      <span>
        {state.state === 'registered' && state.firedAt !== undefined ? 'Live: it was pressed.' : words}
      </span>
    </p>
  )
}

/** Main's word on the shortcut, as of now. */
function useShortcutState(): ShortcutState | undefined {
  const [state, setState] = useState<ShortcutState>()
  useEffect(() => {
    let isHere = true
    const stop = on('shortcut:changed', setState)
    void call('shortcut:state').then((answer) => {
      if (isHere && answer.ok) setState(answer.value)
    })
    return () => {
      isHere = false
      stop()
    }
  }, [])
  return state
}
