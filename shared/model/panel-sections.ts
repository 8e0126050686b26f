/** The sections of the key panel that can be folded, in their order. Separate from the schemas, which the page does not load. */
export const PANEL_SECTIONS = ['reminders', 'permissions', 'versions', 'activity'] as const
export type PanelSection = (typeof PANEL_SECTIONS)[number]
