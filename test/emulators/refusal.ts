/** An emulated provider's refusal. Thrown where the reason is found, and written in the provider's error form elsewhere. */
export class Refusal extends Error {
  readonly status: number
  /** The invalid part of the request. */
  readonly pointer: string | undefined

  constructor(status: number, detail: string, pointer?: string) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
    this.pointer = pointer
  }
}
