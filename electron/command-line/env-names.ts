/** Names of environment variables. Pure. */

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Whether every shell and program takes it. */
export const isVariableName = (name: string): boolean => NAME.test(name)
