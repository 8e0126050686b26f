/** Protects text for a CSV field that a spreadsheet may open, and restores it. Pure. */

/**
 * Whether the character begins a formula in some locale's spreadsheet: the ASCII signs, the minus sign, and any character that NFKC turns into
 * one of them (full width, small and raised forms).
 */
const beginsFormula = (character: string): boolean => /^[=+\-@|%\u2212]/.test(character.normalize('NFKC'))

/** Where a cell begins: at the start of the field, and after any sign that a spreadsheet may treat as a separator. */
const CELL_STARTS = /(^|[;\t\r\n])([\s\p{C}'"`]*)(.)/gsu

const isActive = (start: string, lead: string, first: string): boolean =>
  beginsFormula(first) || (start === '' && /^'*[\t\r\n]/.test(lead))

/**
 * SECURITY: a spreadsheet runs a cell that begins like a formula, and names and notes may come from anyone. An apostrophe in front makes the cell
 * text. The caller must quote the field, so that no sign inside ends it.
 */
export const inertText = (text: string): string =>
  text.replaceAll(CELL_STARTS, (whole, start: string, lead: string, first: string) =>
    isActive(start, lead, first) ? `${start}'${lead}${first}` : whole,
  )

/** The original of a text from {@link inertText}. */
export const originalText = (text: string): string =>
  text.replaceAll(CELL_STARTS, (whole, start: string, lead: string, first: string) =>
    lead.startsWith("'") && isActive(start, lead, first) ? `${start}${lead.slice(1)}${first}` : whole,
  )
