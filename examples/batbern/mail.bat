/// What the platform writes to people: templates of e-mails, whose texts are files in mail/.

/// An e-mail, without what it is about.
type Mail = {
  /// Its subject, with `{{…}}` for what the service fills in.
  subject: String(1..=200)
  /// What programs show that show no HTML.
  text: String(1..)
  /// What the others show.
  html: String(1..)
}

/// Templates of e-mails
stack Mails {
  tags { Component: "SES" }

  let mails: Map<Mail> = {
    "registration-confirmed": {
      subject: "{{event}}: your place is confirmed"
      text: file("./mail/registration_confirmed.txt")
      html: file("./mail/registration_confirmed.html")
    }
    "speaker-invited": {
      subject: "{{event}}: would you like to speak?"
      text: file("./mail/speaker_invited.txt")
      html: file("./mail/speaker_invited.html")
    }
  }

  for name, mail in mails {
    resource template[name] = AWS::SES::Template {
      Template: {
        TemplateName: "batbern-${env.name}-${name}"
        SubjectPart: mail.subject
        TextPart: mail.text
        HtmlPart: mail.html
      }
    }
  }

  output templates = { for name, t in template: name => t.ref }
}
