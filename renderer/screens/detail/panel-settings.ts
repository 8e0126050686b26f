/** Saves in the settings which folded sections of the panel the user has opened. */
import type { PanelSection } from '../../../shared/model/panel-sections.ts'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'

/** Opens or folds a section for every key. Does nothing if the section is saved like that already. */
export function saveSectionOpen(section: PanelSection, isOpen: boolean): void {
  const saved = useVault.getState().settings.openPanelSections
  if (saved.includes(section) === isOpen) return
  const openPanelSections = isOpen ? [...saved, section] : saved.filter((one) => one !== section)
  void changeSettings({ openPanelSections })
}
