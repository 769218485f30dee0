'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { Radio, RadioGroup, Label } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { TextField } from '@/components/ui/text-field'
import { tagColourVariables, tagPalette } from '@/lib/domain/codebook/colours'

export interface ColourFieldProps {
  /** #rrggbb */
  value: string
  onChange: (colour: string) => void
  /** Given: each colour of the palette says how many of these have it. */
  tags?: readonly { colour: string }[]
}

/** A colour of the palette, whose members can be told apart by colour-blind eyes on every page, or any other in hex. */
export function ColourField({ value, onChange, tags = [] }: ColourFieldProps) {
  const t = useTranslations('codebook')
  const [typed, setTyped] = useState<string | null>(null)
  const isWrong = typed !== null && !/^#[0-9a-f]{6}$/i.test(typed)
  const type = (text: string) => {
    setTyped(text)
    if (/^#[0-9a-f]{6}$/i.test(text)) onChange(text.toLowerCase())
  }
  const pick = (colour: string) => {
    setTyped(null)
    onChange(colour)
  }
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        value={tagPalette.includes(value) ? value : null}
        onChange={pick}
        orientation="horizontal"
        className="flex flex-col gap-1.5"
      >
        <Label className="text-sm font-medium text-ink">{t('panel.colour')}</Label>
        <div className="flex flex-wrap gap-1.5">
          {tagPalette.map((colour, index) => {
            const name = t('colour.names', { index: String(index) })
            const count = tags.filter((tag) => tag.colour === colour).length
            return (
              <Radio
                key={colour}
                value={colour}
                aria-label={count > 0 ? t('colour.inUse', { name, count }) : name}
                style={tagColourVariables(colour)}
                className="tag-coloured grid size-7 cursor-default place-items-center rounded-full border-2 border-transparent focus-ring data-selected:border-ink pointer-coarse:size-11"
              >
                {({ isSelected }) => (
                  <span className="grid size-5 place-items-center rounded-full bg-tag-chip pointer-coarse:size-6">
                    {isSelected && <Check aria-hidden className="size-3.5 text-paper" strokeWidth={3} />}
                  </span>
                )}
              </Radio>
            )
          })}
        </div>
      </RadioGroup>
      <TextField
        label={t('colour.custom')}
        value={typed ?? value}
        onChange={type}
        onBlur={() => !isWrong && setTyped(null)}
        error={isWrong ? t('colour.invalid') : null}
        maxLength={7}
        className="max-w-48"
      />
    </div>
  )
}
