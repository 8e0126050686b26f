import { expect, it } from 'vitest'
import { call, forEachWorld, share } from './app.ts'

forEachWorld((openNew) => {
  const open = share(openNew)

  it('opens and shows the page on an empty vault', async () => {
    const { page } = await open()
    await page.getByRole('main').waitFor()
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true, value: { vault: 'open', keys: [] } })
  })

  it('keeps an added key over a restart', async () => {
    const { page, profile, close } = await openNew()
    const fields = { name: 'Grafana', typedExpiry: 'never' as const }
    const added = await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
    expect(added).toMatchObject({ ok: true, value: { outcome: 'stored' } })
    await close()

    const again = await openNew({ profile })
    const snapshot = await call(again.page, 'app:snapshot')
    expect(snapshot).toMatchObject({ ok: true, value: { keys: [{ name: 'Grafana', secret: 'held' }] } })
  })

  it('copies a secret to the clipboard', async () => {
    const { page, readClipboard } = await open()
    const added = await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret' },
      fields: { name: 'Grafana', typedExpiry: 'never' },
    })
    if (!added.ok) throw new Error(added.error.kind)
    expect(await call(page, 'key:copy', { key: added.value.key })).toMatchObject({ ok: true })
    expect(await readClipboard()).toBe('made-up-secret')
  })

  it('notices a violation of the page’s policy', async () => {
    const { page, takeViolations } = await open()
    await page.evaluate(() => {
      const style = document.createElement('style')
      style.textContent = 'body { color: red }'
      document.head.append(style)
    })
    await expect.poll(takeViolations).not.toEqual([])
  })
})
