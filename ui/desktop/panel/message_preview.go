package panel

import (
	"image/color"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"rehearse/journey"
	"rehearse/ui/message"
	"rehearse/ui/text"
)

// smsText is the text of an SMS as it is sent: the link stands at its end unless the text has it.
func smsText(_ message.Person, body, link string) string {
	if link == "" || strings.Contains(body, link) {
		return body
	}
	return strings.TrimRight(body, " \n") + " " + link
}

// smsWords says how many SMS a text is, and why it is more than it could be.
func smsWords(t *text.Printer, s message.SMS) string {
	args := journey.Args{"Units": s.Units, "Each": s.Each, "Count": s.Parts, "Culprit": string(s.Culprit)}
	switch {
	case s.Parts == 0:
		return t.T("reading.sms_empty", args)
	case s.Unicode:
		return t.T("reading.sms_unicode", args)
	}
	return t.T("reading.sms", args)
}

// Sizes of letters in pictures; a person at the back of the room reads them.
const (
	small, usualSize, title, large = 11.5, 14, 17, 20
	phoneWidth                     = 320
)

// inks are the colours of a picture.
type inks struct{ paper, ink, grey, line, soft, accent, onAccent color.Color }

func inksNow() inks {
	return inks{paper: theme.Color(theme.ColorNameBackground), ink: theme.Color(theme.ColorNameForeground), grey: theme.Color(theme.ColorNamePlaceHolder),
		line: theme.Color(theme.ColorNameInputBorder), soft: theme.Color(theme.ColorNameButton), accent: theme.Color(theme.ColorNamePrimary),
		onAccent: theme.Color(theme.ColorNameForegroundOnPrimary)}
}

// picture shows how the message reads in the channel that is looked at.
func (p *messagePane) picture() fyne.CanvasObject {
	s := &sketch{width: p.room}
	d := drawing{p: p, s: s, inks: inksNow(), t: p.e.o.Text, own: p.e.o.Text, sender: p.sender()}
	if text.Speaks(p.language) {
		d.own = text.New(p.language)
	}
	switch p.e.medium {
	case journey.MediumEmail:
		d.email()
	case journey.MediumSMS:
		d.sms()
	case journey.MediumPush:
		d.push()
	case journey.MediumMessenger:
		d.messenger()
	case journey.MediumPopUp:
		d.popUp()
	case journey.MediumInApp:
		d.inApp()
	case journey.MediumChat:
		d.chat()
	default:
		d.sheet()
	}
	return s.object()
}

// sender is who a message seems to come from.
func (p *messagePane) sender() string {
	if client := p.e.m.Settings.Client; client != "" {
		return client
	}
	return p.e.m.Settings.Name
}

// drawing draws one message.
type drawing struct {
	inks
	p      *messagePane
	s      *sketch
	t      *text.Printer
	own    *text.Printer // of the language of the message, if the program speaks it
	sender string
}

func (d *drawing) read(f message.Field) []message.Piece { return d.p.reader.Read(d.p.text(f)) }

func (d *drawing) plain(f message.Field) string { return d.p.plain(f) }

// seen is a field as far as the channel shows it.
func (d *drawing) seen(f message.Field) string {
	for _, a := range message.FieldsOf([]journey.ChannelMedium{d.p.e.medium}) {
		if a.Field == f {
			text, _ := message.Cut(d.plain(f), a.Seen)
			return text
		}
	}
	return d.plain(f)
}

// calls are the calls to action, as the person reads them.
func (d *drawing) calls() []string {
	var list []string
	for _, line := range strings.Split(d.plain(message.Calls), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// heading is a small title over a part of the picture.
func (d *drawing) heading(id string, y float32) float32 {
	d.s.word(d.t.T(id, nil), 2, y, d.s.width, small, d.grey, true)
	return y + 20
}

// button draws a call to action and returns where it ends.
func (d *drawing) button(words string, x, y, width float32, primary bool) float32 {
	fill, ink, border := d.accent, d.onAccent, color.Color(nil)
	if !primary {
		fill, ink, border = d.paper, d.accent, d.line
	}
	d.s.box(x, y, width, 38, 7, fill, border)
	d.s.middle(words, x+8, y+9, width-16, usualSize, ink, true)
	return y + 46
}

// buttons draws all calls one below the other; the first stands out.
func (d *drawing) buttons(x, y, width float32) float32 {
	for i, words := range d.calls() {
		y = d.button(words, x, y, width, i == 0)
	}
	return y
}

// email is a line of an inbox, and the letter opened.
func (d *drawing) email() {
	w := min(d.s.width, 560)
	y := d.heading("reading.inbox", 0)
	d.s.box(0, y, w, 132, 8, d.paper, d.line)
	d.avatar(14, y+14)
	d.s.word(d.sender, 62, y+10, w-140, usualSize, d.ink, true)
	d.s.word("9:41", w-50, y+12, 46, small, d.grey, false)
	subject := d.seen(message.Subject)
	if subject == "" {
		subject = d.own.T("reading.no_subject", nil)
	}
	d.s.word(subject, 62, y+30, w-76, usualSize, d.ink, true)
	preview := d.plain(message.Preheader)
	if strings.TrimSpace(preview) == "" {
		preview = d.plain(message.Body) // what inboxes show then
	}
	preview, _ = message.Cut(preview, 100)
	d.s.word(preview, 62, y+51, w-76, 13, d.grey, false)
	for i := range 2 { // what else lies in the inbox
		top := y + 86 + float32(i)*22
		d.s.box(62, top, w*0.3, 7, 3, d.soft, nil)
		d.s.box(62+w*0.32, top, w*0.35, 7, 3, d.soft, nil)
	}
	y = d.heading("reading.opened", y+146)
	top, page := y, d.s.box(0, y, w, 10, 8, d.paper, d.line)
	y, _ = prose{large, d.ink, true, 0}.draw(d.s, d.read(message.Subject), 20, y+18, w-40)
	d.s.word(d.own.T("reading.from_to", journey.Args{"From": d.sender, "To": d.p.reader.Name}), 20, y+6, w-40, small, d.grey, false)
	d.s.box(20, y+30, w-40, 1, 0, d.line, nil)
	y, _ = prose{15, d.ink, false, 0}.draw(d.s, d.read(message.Body), 20, y+44, w-40)
	y = d.buttons(20, y+18, min(260, w-40))
	if link := d.plain(message.Link); link != "" {
		d.s.word(link, 20, y, w-40, small, d.grey, false)
		y += 20
	}
	d.s.word(d.own.T("reading.unsubscribe", nil), 20, y+10, w-40, small, d.grey, false)
	page.Resize(fyne.NewSize(w, y+38-top))
	d.s.bottom = max(d.s.bottom, y+40)
}

// avatar is a round spot with the first letter of the sender.
func (d *drawing) avatar(x, y float32) {
	d.s.box(x, y, 36, 36, 18, d.accent, nil)
	first := []rune(d.sender + "?")[:1]
	d.s.middle(strings.ToUpper(string(first)), x, y+7, 36, 16, d.onAccent, true)
}

// phone draws a telephone and returns the corner of its screen; frame must be made as high as the screen is filled.
func (d *drawing) phone(y float32, screen color.Color) (x, top, width float32, frame, glass *canvas.Rectangle) {
	w := min(d.s.width, phoneWidth)
	frame = d.s.box(0, y, w, 100, 30, color.NRGBA{R: 24, G: 28, B: 36, A: 255}, d.line)
	glass = d.s.box(8, y+8, w-16, 84, 23, screen, nil)
	return 8, y + 8, w - 16, frame, glass
}

// close makes the telephone as high as what it shows.
func (d *drawing) close(top, bottom float32, frame, glass *canvas.Rectangle) {
	bottom = max(bottom, top+420)
	glass.Resize(fyne.NewSize(glass.Size().Width, bottom-top))
	frame.Resize(fyne.NewSize(frame.Size().Width, bottom-top+16))
	d.s.bottom = max(d.s.bottom, bottom+12)
}

// bar is the head of a conversation.
func (d *drawing) bar(x, top, width float32) float32 {
	d.s.word("9:41", x+20, top+8, 60, small, d.ink, true)
	d.s.middle(d.sender, x+20, top+30, width-40, usualSize, d.ink, true)
	d.s.box(x, top+58, width, 1, 0, d.line, nil)
	return top + 72
}

// bubble draws a text as it stands in a conversation.
func (d *drawing) bubble(pieces []message.Piece, x, y, width float32) float32 {
	ground := d.s.box(x, y, width, 10, 16, d.soft, nil)
	bottom, _ := prose{15, d.ink, false, 0}.draw(d.s, pieces, x+14, y+10, width-28)
	ground.Resize(fyne.NewSize(width, bottom-y+12))
	d.s.bottom = max(d.s.bottom, bottom+12)
	return bottom + 20
}

// sms is a bubble on a telephone, with what it costs in SMS.
func (d *drawing) sms() {
	x, top, width, frame, glass := d.phone(0, d.paper)
	y := d.bar(x, top, width)
	pieces := d.read(message.Body)
	body, link := d.plain(message.Body), d.plain(message.Link)
	if whole := smsText(d.p.reader, body, link); whole != body {
		pieces = append(pieces, message.Piece{Text: " " + link})
	}
	y = d.bubble(pieces, x+12, y, width*0.84)
	d.close(top, y+20, frame, glass)
	count := message.CountSMS(smsText(d.p.reader, body, link))
	prose{small, d.grey, false, 0}.draw(d.s, []message.Piece{{Text: smsWords(d.t, count)}}, 2, d.s.bottom+6, d.s.width)
}

// push is a card on a locked telephone: a title of one line, two lines of text; below it, drawn out.
func (d *drawing) push() {
	night, white, pale := color.NRGBA{R: 32, G: 44, B: 74, A: 255}, color.NRGBA{R: 255, G: 255, B: 255, A: 255}, color.NRGBA{R: 205, G: 213, B: 228, A: 255}
	x, top, width, frame, glass := d.phone(0, night)
	d.s.middle("9:41", x, top+34, width, 52, white, true)
	d.s.middle(d.own.T("reading.lock_day", nil), x, top+102, width, usualSize, pale, false)
	y := d.heading2("reading.folded", x+12, top+140, pale)
	y = d.card(x+10, y, width-20, 1, 2, false)
	y = d.heading2("reading.drawn_out", x+12, y+16, pale)
	y = d.card(x+10, y, width-20, 2, 0, true)
	d.close(top, y+28, frame, glass)
}

// heading2 is a small title inside a picture.
func (d *drawing) heading2(id string, x, y float32, ink color.Color) float32 {
	d.s.word(d.t.T(id, nil), x, y, d.s.width-x, small, ink, false)
	return y + 19
}

// card is a notification with so many lines of title and text.
func (d *drawing) card(x, y, width float32, titleLines, bodyLines int, actions bool) float32 {
	ink, grey := color.NRGBA{R: 22, G: 32, B: 46, A: 255}, color.NRGBA{R: 91, G: 104, B: 125, A: 255}
	ground := d.s.box(x, y, width, 10, 14, color.NRGBA{R: 240, G: 243, B: 248, A: 255}, nil)
	d.s.word(strings.ToUpper(d.sender), x+14, y+9, width-80, 10.5, grey, false)
	d.s.word(d.own.T("reading.now", nil), x+width-54, y+9, 50, 10.5, grey, false)
	bottom := y + 28
	if d.plain(message.Subject) != "" {
		bottom, _ = prose{usualSize, ink, true, titleLines}.draw(d.s, []message.Piece{{Text: strings.Join(strings.Fields(d.plain(message.Subject)), " ")}}, x+14, bottom, width-28)
	}
	text := d.plain(message.Body)
	if !actions {
		text = strings.Join(strings.Fields(text), " ")
	}
	bottom, _ = prose{usualSize, ink, false, bodyLines}.draw(d.s, []message.Piece{{Text: text}}, x+14, bottom+1, width-28)
	if actions {
		for _, words := range d.calls() {
			d.s.box(x+14, bottom+8, width-28, 1, 0, color.NRGBA{R: 200, G: 207, B: 219, A: 255}, nil)
			d.s.middle(words, x+14, bottom+14, width-28, usualSize, color.NRGBA{R: 37, G: 99, B: 235, A: 255}, true)
			bottom += 34
		}
	}
	ground.Resize(fyne.NewSize(width, bottom-y+12))
	d.s.bottom = max(d.s.bottom, bottom+12)
	return bottom + 12
}

// messenger is a bubble with buttons below it.
func (d *drawing) messenger() {
	x, top, width, frame, glass := d.phone(0, d.paper)
	y := d.bubble(d.read(message.Body), x+12, d.bar(x, top, width), width*0.84)
	y = d.buttons(x+12, y-6, width*0.84)
	d.close(top, d.link(x+16, y, width-32)+16, frame, glass)
}

// link draws where the calls lead, and returns where it ends.
func (d *drawing) link(x, y, width float32) float32 {
	if link := d.plain(message.Link); link != "" {
		d.s.word(link, x, y, width, small, d.grey, false)
		y += 20
	}
	return y
}

// browser draws a page and returns the place below its address.
func (d *drawing) browser(height float32) (top, width float32) {
	width = min(d.s.width, 560)
	d.s.box(0, 0, width, height, 10, d.paper, d.line)
	d.s.box(0, 0, width, 34, 10, d.soft, nil)
	for i := range 3 {
		d.s.box(14+float32(i)*16, 12, 10, 10, 5, d.line, nil)
	}
	d.s.box(76, 7, width-96, 20, 10, d.paper, nil)
	address := "example.com"
	if u, err := url.Parse(d.plain(message.Link)); err == nil && u.Host != "" {
		address = u.Host
	}
	d.s.word(address, 90, 8, width-120, small, d.grey, false)
	for i := range 7 {
		d.s.box(28, 58+float32(i)*44, (width-56)*[...]float32{0.9, 0.7, 0.82, 0.5, 0.88, 0.6, 0.75}[i], 10, 5, d.soft, nil)
	}
	return 34, width
}

// popUp is a box over a page.
func (d *drawing) popUp() {
	top, width := d.browser(400)
	d.s.box(1, top, width-2, 365, 0, color.NRGBA{A: 90}, nil)
	w := min(width-60, 380)
	d.offer((width-w)/2, top+44, w)
}

// inApp is a card at the foot of an app.
func (d *drawing) inApp() {
	x, top, width, frame, glass := d.phone(0, d.paper)
	for i := range 4 {
		d.s.box(x+18, top+44+float32(i)*38, (width-36)*[...]float32{0.6, 0.9, 0.75, 0.85}[i], 10, 5, d.soft, nil)
	}
	y := d.offer(x+10, top+206, width-20)
	d.close(top, y+14, frame, glass)
}

// offer is a headline with a text and its calls in a box, and a cross to close it.
func (d *drawing) offer(x, y, w float32) float32 {
	ground := d.s.box(x, y, w, 10, 12, d.paper, d.line)
	d.s.word("×", x+w-26, y+8, 20, 18, d.grey, false)
	bottom, _ := prose{title, d.ink, true, 0}.draw(d.s, []message.Piece{{Text: d.seen(message.Subject)}}, x+20, y+18, w-56)
	bottom, _ = prose{usualSize, d.ink, false, 0}.draw(d.s, d.read(message.Body), x+20, bottom+6, w-40)
	bottom = d.buttons(x+20, bottom+14, w-40)
	ground.Resize(fyne.NewSize(w, bottom-y+10))
	d.s.bottom = max(d.s.bottom, bottom+14)
	return bottom + 10
}

// chat is the corner of a page where one is written to.
func (d *drawing) chat() {
	top, width := d.browser(430)
	w := min(width-40, 300)
	x, y := width-w-16, top+40
	ground := d.s.box(x, y, w, 10, 14, d.paper, d.line)
	d.s.box(x, y, w, 44, 14, d.accent, nil)
	d.s.word(d.sender, x+16, y+12, w-32, usualSize, d.onAccent, true)
	bottom := d.bubble(d.read(message.Body), x+12, y+58, w-48)
	bottom = d.buttons(x+12, bottom-6, w-48)
	ground.Resize(fyne.NewSize(w, bottom-y+10))
}

// sheet is a letter, an advert, the script of a call: what is read from the top down.
func (d *drawing) sheet() {
	w := min(d.s.width, 520)
	page := d.s.box(0, 0, w, 10, 6, d.paper, d.line)
	d.s.word(d.sender, 24, 20, w-48, small, d.grey, true)
	y := float32(46)
	if subject := d.seen(message.Subject); subject != "" {
		y, _ = prose{large, d.ink, true, 0}.draw(d.s, []message.Piece{{Text: subject}}, 24, y, w-48)
	}
	y, _ = prose{15, d.ink, false, 0}.draw(d.s, d.read(message.Body), 24, y+10, w-48)
	y = d.buttons(24, y+16, min(260, w-48))
	y = d.link(24, y, w-48)
	page.Resize(fyne.NewSize(w, y+24))
	d.s.bottom = max(d.s.bottom, y+26)
}
