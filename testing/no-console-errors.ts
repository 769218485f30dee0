import { afterEach, beforeEach, expect, vi, type MockInstance } from 'vitest'

// A test that expects an error message replaces this spy by its own and asserts on that.
let errors: MockInstance<typeof console.error>

beforeEach(() => {
  errors = vi.spyOn(console, 'error')
})

afterEach(() => {
  const { calls } = errors.mock
  errors.mockRestore()
  expect(calls, 'console.error was called').toEqual([])
})
