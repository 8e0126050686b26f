/** Settings for whether the `keyhold` command and agents may connect to this program. */
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { Setting } from './setting.tsx'
import { SETTINGS } from './settings-messages.ts'

export function CommandLineSettings() {
  const settings = useVault((state) => state.settings)
  return (
    <>
      <Setting id="commandLine">
        <SwitchField
          label={SETTINGS.commandLine.label}
          help={SETTINGS.commandLine.help}
          isOn={settings.commandLine}
          onChange={(commandLine) => void changeSettings({ commandLine })}
        />
      </Setting>
      <Setting id="agents">
        <SwitchField
          label={SETTINGS.agents.label}
          help={SETTINGS.agents.help}
          isOn={settings.agents}
          onChange={(agents) => void changeSettings({ agents })}
        />
      </Setting>
    </>
  )
}
