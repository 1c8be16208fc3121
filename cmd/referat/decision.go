package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"referat/ingest/decision"
)

func decisionCommand() command {
	c := command{
		name:  "decision",
		brief: "læs en beslutnings tekst fra standard-inddata (JSON)",
		usage: "[--jsonl] < TEKST",
		help: `Læser teksten af én beslutning og skriver, hvad programmet forstår ved den:
udfald, beslutningspunkter, opfølgninger, forbehold og fravær. Med --jsonl er
hver linje et objekt {"text": …}, og hver linje ud er svaret på den.

Eksempel:
  echo 'Godkendt. FAS følger op.' | referat decision`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		lines := fs.Bool("jsonl", false, `læs {"text": …} linje for linje, og svar linje for linje`)
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("teksten læses fra standard-inddata; «%s» er for meget", rest[0])
		}
		return await(ctx, func() error {
			if *lines {
				return e.decisionLines(ctx)
			}
			return e.oneDecision()
		})
	}
	return c
}

// oneDecision answers all of standard input.
func (e *env) oneDecision() error {
	text, err := io.ReadAll(e.stdin)
	if err != nil {
		return err
	}
	d := decision.Read(string(text))
	d.Complete()
	return writeJSON(e.stdout, d)
}

// decisionLines answers each line with a line; empty lines are passed over. A
// line that is no such object ends the run: answers must stay in step.
func (e *env) decisionLines(ctx context.Context) error {
	in := bufio.NewReader(e.stdin)
	out := bufio.NewWriter(e.stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var v struct {
				Text *string `json:"text"`
			}
			if jerr := json.Unmarshal(line, &v); jerr != nil || v.Text == nil {
				out.Flush()
				return fmt.Errorf(`linje %d er ikke et objekt {"text": …}`, n)
			}
			d := decision.Read(*v.Text)
			d.Complete()
			if err := enc.Encode(d); err != nil {
				return err
			}
		}
		switch {
		case ctx.Err() != nil:
			out.Flush()
			return ctx.Err()
		case errors.Is(err, io.EOF):
			return out.Flush()
		case err != nil:
			return err
		}
	}
}
