/** Every means of the platform by which a page could send data. Runs in the page, so it uses nothing from outside the function. */

export interface Targets {
  readonly tcp: number
  readonly udp: number
  /** A name that no server resolves; even a lookup of it would leak data. */
  readonly name: string
  /** Whether the page may create a frame. Keyhold ends a page that creates one, so the other means are tried without a frame. */
  readonly mayFrame: boolean
}

/** Tries every means. Resolves, after enough time for each attempt, with the names of the means that the page could start. */
export async function tryEveryExit({ tcp, udp, name, mayFrame }: Targets): Promise<string[]> {
  const http = `http://127.0.0.1:${String(tcp)}`
  const begun: string[] = []
  const frames = ['iframe', 'embed', 'object', 'fencedframe', 'portal', 'webview']
  const attempt = async (way: string, run: () => unknown) => {
    if (frames.includes(way) && !mayFrame) return
    try {
      await Promise.race([run(), new Promise((resolve) => setTimeout(resolve, 4_000))])
      begun.push(way)
    } catch {
      // Refused by the page's own policy, which is one of several barriers.
    }
  }
  const element = <K extends keyof HTMLElementTagNameMap>(tag: K, fields: Record<string, unknown>) => {
    const made = document.createElement(tag)
    for (const [field, value] of Object.entries(fields)) {
      if (field in made) (made as unknown as Record<string, unknown>)[field] = value
      else made.setAttribute(field, String(value))
    }
    document.body.append(made)
    return made
  }
  const loose = globalThis as unknown as Record<string, new (...args: unknown[]) => unknown>

  const ice = async () => {
    const turn = { username: 'carried-out', credential: 'x' }
    const one = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:127.0.0.1:${String(udp)}` },
        { urls: `stun:stun.${name}:3478` },
        { urls: `turn:127.0.0.1:${String(udp)}?transport=udp`, ...turn },
        { urls: `turn:127.0.0.1:${String(tcp)}?transport=tcp`, ...turn },
        { urls: `turns:127.0.0.1:${String(tcp)}?transport=tcp`, ...turn },
        { urls: `turn:turn.${name}:3478?transport=tcp`, ...turn },
      ],
    })
    one.createDataChannel('out')
    await one.setLocalDescription(await one.createOffer())
    const other = new RTCPeerConnection()
    await other.setRemoteDescription(one.localDescription!)
    await other.setLocalDescription(await other.createAnswer())
    await one.setRemoteDescription(other.localDescription!)
    for (const end of [`127.0.0.1 ${String(udp)}`, `candidate.${name} 9`, 'carried-out.local 9'])
      for (const kind of ['udp', 'tcp'])
        await one
          .addIceCandidate({
            candidate: `candidate:1 1 ${kind} 2122260223 ${end} typ host${kind === 'tcp' ? ' tcptype passive' : ''}`,
            sdpMid: '0',
          })
          .catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
  }
  await Promise.all([
    attempt('WebRTC', ice),
    attempt('fetch', () => fetch(`${http}/fetch`, { mode: 'no-cors' })),
    attempt('fetch keepalive', () =>
      fetch(`${http}/keepalive`, { mode: 'no-cors', keepalive: true, method: 'POST' }),
    ),
    attempt('beacon', () => navigator.sendBeacon(`${http}/beacon`, 'x')),
    attempt('XMLHttpRequest', () => {
      const request = new XMLHttpRequest()
      request.open('POST', `${http}/xhr`)
      request.send('x')
    }),
    attempt('WebSocket', () => new WebSocket(`ws://127.0.0.1:${String(tcp)}/`)),
    attempt('WebSocketStream', () => new loose.WebSocketStream!(`ws://127.0.0.1:${String(tcp)}/`)),
    attempt('EventSource', () => new EventSource(`${http}/events`)),
    attempt(
      'WebTransport',
      () => (new loose.WebTransport!(`https://127.0.0.1:${String(udp)}/`) as { ready: unknown }).ready,
    ),
    attempt('worker', () => new Worker(`${http}/worker.js`)),
    attempt('shared worker', () => new SharedWorker(`${http}/shared.js`)),
    attempt('service worker', () => navigator.serviceWorker.register('/assets/none.js')),
    attempt('import', () => import(/* @vite-ignore */ `${http}/module.js`)),
    attempt('font', () => new FontFace('out', `url(${http}/font.woff2)`).load()),
    attempt('audio worklet', () => new AudioContext().audioWorklet.addModule(`${http}/worklet.js`)),
    attempt('paint worklet', () =>
      (CSS as unknown as { paintWorklet: { addModule(url: string): unknown } }).paintWorklet.addModule(
        `${http}/paint.js`,
      ),
    ),
    attempt('popup', () => window.open(`${http}/popup`)),
    attempt('cache', async () => (await caches.open('out')).add(`${http}/cached`)),
    attempt('xslt', () => {
      const sheet = new DOMParser().parseFromString(
        `<x:stylesheet version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:template match="/"><x:copy-of select="document('${http}/xslt')"/></x:template></x:stylesheet>`,
        'application/xml',
      )
      const processor = new XSLTProcessor()
      processor.importStylesheet(sheet)
      processor.transformToFragment(sheet, document)
    }),
    ...['dns-prefetch', 'preconnect'].map((rel) =>
      attempt(rel, () => document.head.append(element('link', { rel, href: `https://${rel}.${name}/` }))),
    ),
    ...[
      'preconnect',
      'prefetch',
      'prerender',
      'preload',
      'modulepreload',
      'stylesheet',
      'icon',
      'manifest',
    ].map((rel) =>
      attempt(rel, () => document.head.append(element('link', { rel, href: `${http}/${rel}`, as: 'image' }))),
    ),
    ...(['img', 'iframe', 'embed', 'script', 'audio', 'video', 'input', 'source', 'track'] as const).map(
      (tag) =>
        attempt(tag, () => element(tag, { type: tag === 'input' ? 'image' : '', src: `${http}/${tag}` })),
    ),
    ...['fencedframe', 'portal', 'webview'].map((tag) =>
      attempt(tag, () => element(tag as 'div', { src: `${http}/${tag}` })),
    ),
    attempt('object', () => element('object', { data: `${http}/object` })),
    attempt('poster', () => element('video', { poster: `${http}/poster` })),
    attempt('style', () => (document.body.style.backgroundImage = `url(${http}/background)`)),
    attempt('style image', () => (document.body.style.listStyle = `url(${http}/bullet)`)),
    attempt('style sheet', () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(
        `@font-face { font-family: out; src: url(${http}/face) } body { cursor: url(${http}/cursor), auto; font-family: out }`,
      )
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    }),
    attempt('svg', () => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image')
      image.setAttribute('href', `${http}/svg`)
      svg.append(image)
      document.body.append(svg)
    }),
    attempt('form', () => element('form', { action: `${http}/form`, method: 'post' }).submit()),
    attempt('form in a new window', () =>
      element('form', { action: `${http}/blank`, target: '_blank' }).submit(),
    ),
    attempt('ping', () => element('a', { href: '#here', ping: `${http}/ping` }).click()),
    attempt('download', () => element('a', { href: `${http}/download`, download: 'x' }).click()),
    attempt('anchor', () => element('a', { href: `https://anchor.${name}/`, target: '_blank' }).click()),
    attempt('refresh', () => element('meta', { httpEquiv: 'refresh', content: `0;url=${http}/refresh` })),
    attempt('policy report', () =>
      element('meta', {
        httpEquiv: 'Content-Security-Policy',
        content: `img-src 'none'; report-uri ${http}/report`,
      }),
    ),
    attempt('speculation rules', () =>
      element('script', {
        type: 'speculationrules',
        textContent: JSON.stringify({ prefetch: [{ urls: [`${http}/speculate`] }] }),
      }),
    ),
    attempt('notification', () => new Notification('x', { icon: `${http}/notification` })),
    attempt('media session', () => {
      navigator.mediaSession.metadata = new MediaMetadata({ artwork: [{ src: `${http}/artwork` }] })
    }),
    attempt(
      'payment',
      () =>
        new loose.PaymentRequest!([{ supportedMethods: `${http}/pay` }], {
          total: { label: 'x', amount: { currency: 'EUR', value: '1' } },
        }),
    ),
    attempt('location', () => (location.href = `${http}/location`)),
  ])
  return begun
}
