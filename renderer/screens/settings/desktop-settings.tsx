/** Settings for the start of the program and for staying in the tray. Warns where the system does not follow them. */
import { useEffect, useState } from 'react'
import type { DesktopFacts } from '../../../shared/contract/desktop.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { call } from '../../vault/bridge.ts'
import { SelectField, SwitchField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { isLinux } from '../../app/platform.ts'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { Setting } from './setting.tsx'
import { desktopMessages, SETTINGS, trayIconMessages } from './settings-messages.ts'

const ICONS: readonly { readonly value: Settings['trayIcon']; readonly label: string }[] = [
  { value: 'auto', label: trayIconMessages.auto },
  { value: 'light', label: trayIconMessages.light },
  { value: 'dark', label: trayIconMessages.dark },
  { value: 'colour', label: trayIconMessages.colour },
]

const isIcon = (value: string): value is Settings['trayIcon'] => ICONS.some((icon) => icon.value === value)

/** Reads the facts when the section opens, and again when the start setting changes. */
function useDesktopFacts(settings: Settings): DesktopFacts | undefined {
  const [facts, setFacts] = useState<DesktopFacts>()
  const { startWithSystem } = settings
  useEffect(() => {
    let isCurrent = true
    void call('desktop:facts').then((answer) => {
      if (isCurrent && answer.ok) setFacts(answer.value)
    })
    return () => {
      isCurrent = false
    }
  }, [startWithSystem])
  return facts
}

export function DesktopSettings() {
  const settings = useVault((state) => state.settings)
  const facts = useDesktopFacts(settings)
  const hasNoTray = facts !== undefined && facts.trayHost !== 'present'
  return (
    <>
      <Setting id="startWithSystem">
        <SwitchField
          label={SETTINGS.startWithSystem.label}
          isOn={settings.startWithSystem}
          onChange={(startWithSystem) => void changeSettings({ startWithSystem })}
        />
        <StartTruth settings={settings} facts={facts} />
      </Setting>
      <Setting id="startHidden">
        <SwitchField
          label={SETTINGS.startHidden.label}
          help={SETTINGS.startHidden.help}
          isDisabled={!settings.startWithSystem}
          isOn={settings.startHidden}
          onChange={(startHidden) => void changeSettings({ startHidden })}
        />
      </Setting>
      <Setting id="closeToTray">
        <SwitchField
          label={SETTINGS.closeToTray.label}
          isOn={settings.closeToTray}
          onChange={(closeToTray) => void changeSettings({ closeToTray })}
        />
        {hasNoTray && (
          <Notice tone="warn" title={desktopMessages.noTrayTitle}>
            {desktopMessages.noTrayDetail}
          </Notice>
        )}
      </Setting>
      <Setting id="trayNames">
        <SwitchField
          label={SETTINGS.trayNames.label}
          help={SETTINGS.trayNames.help}
          isOn={settings.trayNames}
          onChange={(trayNames) => void changeSettings({ trayNames })}
        />
      </Setting>
      <Setting id="trayIcon">
        {isLinux && (
          <SelectField
            label={SETTINGS.trayIcon.label}
            options={ICONS}
            value={settings.trayIcon}
            onChange={(trayIcon) => {
              if (isIcon(trayIcon)) void changeSettings({ trayIcon })
            }}
          />
        )}
      </Setting>
    </>
  )
}

/** Warns if the system does not start the program although the setting is on. */
function StartTruth({
  settings,
  facts,
}: {
  readonly settings: Settings
  readonly facts: DesktopFacts | undefined
}) {
  if (facts === undefined || !settings.startWithSystem || facts.startsWithSystem === 'on') return undefined
  return (
    <Notice tone="warn" title={desktopMessages.noStartTitle}>
      {facts.startsWithSystem === 'overruled' ? desktopMessages.startOverruled : desktopMessages.startMissing}
    </Notice>
  )
}
