/** The quick palette's shortcut: the present one, a recorder for another one, and whether the system really delivers it. */
import { meantKey } from '../../parts/key-press.ts'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { acceleratorText, DEFAULT_SHORTCUT, recorded } from '../../../shared/desktop/accelerator.ts'
import type { ShortcutState } from '../../../shared/contract/palette.ts'
import { call, on } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { isMac } from '../../app/platform.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { useVault } from '../../vault/store.ts'
import { toastError } from '../../vault/toasts.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { SETTINGS, SHORTCUT_STATES, shortcutMessages } from './settings-messages.ts'

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
              <span className="soft">{shortcutMessages.none}</span>
            ) : (
              <kbd className="shortcut-keys">{acceleratorText(shortcut, isMac)}</kbd>
            )}
            <Button size="small" onPress={() => setIsRecording(true)}>
              {shortcutMessages.record}
            </Button>
            {shortcut !== '' && (
              <Button size="small" looks="quiet" onPress={() => save('')}>
                {commonMessages.remove}
              </Button>
            )}
            {shortcut !== DEFAULT_SHORTCUT && (
              <Button size="small" looks="quiet" onPress={() => save(DEFAULT_SHORTCUT)}>
                {shortcutMessages.use(acceleratorText(DEFAULT_SHORTCUT, isMac))}
              </Button>
            )}
          </>
        )}
      </div>
      <Liveness />
      <p className="field-help">
        {shortcutMessages.fallbackBefore} <code className="terminal-command">{shortcutMessages.command}</code>
        {shortcutMessages.fallbackAfter}
      </p>
      <div>
        <Button size="small" icon="search" onPress={() => void showPalette()}>
          {shortcutMessages.openPalette}
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

/** Records the next press that can be a shortcut. Escape, Tab and leaving the field change nothing. */
function Recorder({ onRecorded, onCancel }: RecorderProps) {
  const [words, setWords] = useState<string>(shortcutMessages.press)
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
    else setWords(press.kind === 'begun' ? shortcutMessages.begun(press.words) : shortcutMessages.needsMore)
  }

  return (
    <div
      ref={field}
      tabIndex={0}
      role="textbox"
      aria-readonly="true"
      aria-label={shortcutMessages.recorder(words)}
      aria-live="polite"
      className="input shortcut-recorder"
      onKeyDown={onKeyDown}
      onBlur={onCancel}
    >
      {words}
    </div>
  )
}

interface Sign {
  readonly icon: IconName
  readonly tone: string
}

const SIGNS: Record<ShortcutState['state'], Sign> = {
  off: { icon: 'never', tone: 'soft' },
  registered: { icon: 'active', tone: 'good' },
  refused: { icon: 'expired', tone: 'bad' },
  unproven: { icon: 'undated', tone: 'warn' },
}

function Liveness() {
  const state = useShortcutState()
  if (state === undefined) return null
  const { icon, tone } = SIGNS[state.state]
  return (
    <p className="badge" role="status">
      <Icon of={icon} className={tone} />
      <span>
        {state.state === 'registered' && state.firedAt !== undefined
          ? shortcutMessages.pressed
          : SHORTCUT_STATES[state.state]}
      </span>
    </p>
  )
}

/** The current state of the shortcut, as main reports it. */
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
