/** Fills a form that the page has drawn from a provider's fields, control by control, as a person would. */
import type { Locator, Page } from 'playwright-core'
import type { Field } from '../../shared/model/catalogue.ts'
import { applicableFields } from '../../shared/model/form-fields.ts'
import type { FormValues, Grant } from '../../shared/model/model.ts'

/** Escapes `text` for use in a pattern. */
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** The accessible name of a field with this label. */
const named = (label: string): RegExp => new RegExp(`^${literally(label)}( \\(required\\))?$`)

/** Fills the fields of `form` that `values` has a value for, in the order in which they are shown. */
export async function fillForm(form: Locator, fields: readonly Field[], values: FormValues): Promise<void> {
  // A field may apply only after another one has been filled in.
  for (const field of fields) {
    const value = values[field.name]
    if (value === undefined || !applicableFields(fields, values).includes(field)) continue
    if (field.advanced === true) await unfold(form)
    await fillField(form, field, value)
  }
}

async function unfold(form: Locator): Promise<void> {
  const head = form.getByRole('button', { name: 'Advanced' })
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click()
}

async function fillField(form: Locator, field: Field, value: FormValues[string]): Promise<void> {
  const { label, kind } = field
  if (typeof value === 'string' && kind === 'choice') await choose(form, field, value)
  else if (typeof value === 'string') await form.getByRole('textbox', { name: named(label) }).fill(value)
  else if (typeof value === 'boolean')
    await form.getByRole('switch', { name: label, exact: true }).setChecked(value, { force: true })
  else if (kind === 'choices') await tick(form, field, value as readonly string[])
  else if (kind === 'grants') for (const grant of value as readonly Grant[]) await grantIt(form, grant)
  else throw new Error(`Nothing fills in “${label}”`)
}

async function choose(form: Locator, { label, choices = [] }: Field, value: string): Promise<void> {
  const option = choices.find((one) => one.value === value)
  if (option === undefined) throw new Error(`“${label}” has no choice ${value}`)
  // The accessible name is the present choice, then the label.
  await form.getByRole('button', { name: new RegExp(`(^| )${literally(label)}$`) }).click()
  await form.page().getByRole('option', { name: option.label, exact: true }).click()
}

/** Selects exactly these choices. A text that is not among the choices is typed into the field for others. */
async function tick(form: Locator, { label, choices = [] }: Field, values: readonly string[]): Promise<void> {
  const group = form.getByRole('group', { name: named(label) })
  for (const { value, label: words } of choices) {
    const box = group.getByRole('checkbox', { name: words, exact: true })
    if ((await box.isChecked()) !== values.includes(value))
      await group.getByText(words, { exact: true }).click()
  }
  for (const other of values.filter((value) => !choices.some((choice) => choice.value === value))) {
    await group.getByRole('textbox').fill(other)
    await group.getByRole('textbox').press('Enter')
  }
}

/** Searches for the permission by the end of its name, and then for its target. */
async function grantIt(form: Locator, { permission, target }: Grant): Promise<void> {
  await pick(form, form.getByRole('combobox', { name: 'Add a permission' }), permission, permission)
  if (target === undefined) return
  const search = form.getByRole('combobox', { name: /: for which / })
  await pick(form, search, '', `${target.type} ${target.id}`)
}

async function pick(form: Locator, search: Locator, term: string, words: string): Promise<void> {
  await search.click()
  await search.fill(term)
  await optionWith(form.page(), words).click()
}

const optionWith = (page: Page, words: string): Locator =>
  page.getByRole('option').filter({ has: page.getByText(words, { exact: true }) })
