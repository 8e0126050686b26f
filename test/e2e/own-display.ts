/** Runs before each spec file: gives its worker a separate display. */
import { inject } from 'vitest'

const display = inject('displays')[Number(process.env.VITEST_POOL_ID) - 1]
if (display !== undefined) {
  process.env.DISPLAY = display
  delete process.env.XAUTHORITY // every user may use the display
  delete process.env.WAYLAND_DISPLAY // no spec opens a window on the developer's own desktop
}
