import { nextAuth } from '@/lib/sign-in/next-auth'

export const dynamic = 'force-dynamic'
export { nextAuth as GET, nextAuth as POST }
