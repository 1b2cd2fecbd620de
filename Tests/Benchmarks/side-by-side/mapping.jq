# jq -c -f mapping.jq LEADS
# What landing-page.json says, written by hand for jq.
def text:
  if type == "number" then tostring
  elif type == "string" then
    (gsub("^\\s+|\\s+$"; "")) as $clean
    | if $clean == "" or ($clean | ascii_downcase | IN("k.a.", "ka", "n/a", "null", "keine angabe", "unbekannt", "-"))
      then null else $clean end
  else null end;
def folded:
  text | if . == null then null else
    ascii_downcase | gsub("ä"; "ae") | gsub("ö"; "oe") | gsub("ü"; "ue") | gsub("ß"; "ss") | gsub("[ _/.,-]+"; " ")
    | gsub("^ | $"; "") end;
def read_number($area):
  if type == "number" then . else
    text | if . == null then null else
      sub("\\s*(€|EUR|Euro)$"; "") | (if $area then sub("\\s*(m²|qm|m2)$"; "") else . end)
      | if test("^-?[0-9][0-9.,' ]*$") | not then null else
          . as $t
          | ([$t | scan("[.,]")]) as $marks
          | (if ($marks | length) == 0 then -1
             else ($marks[-1]) as $mark
               | ($t | rindex($mark)) as $at
               | if ($marks | map(select(. == $mark)) | length) > 1 then -1
                 elif ($marks | length) == 1 and ($area | not) and ($t | length) - $at == 4 and $at <= 3 and ($t[0:1] != "0") then -1
                 else $at end end) as $decimal
          | if $decimal < 0 then ($t | gsub("[.,' ]"; "") | tonumber)
            else (($t[0:$decimal] | gsub("[.,' ]"; "")) + "." + $t[$decimal + 1:] | tonumber) end
        end end end;
def number: read_number(false);
def integer: number | if . != null and . == floor then . else null end;
def boolean:
  if type == "boolean" then . else
    folded | if IN("ja", "j", "yes", "true", "on", "1", "wahr") then true
      elif IN("nein", "no", "false", "off", "0", "falsch") then false else null end end;
def pad: tostring | if length < 2 then "0" + . else . end;
def date:
  text | if . == null then null else
    (if test("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") then (split("-") | map(tonumber))
     elif test("^[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}$") then (split(".") | map(tonumber) | reverse)
     else null end) as $d
    | if $d == null then null else
        ($d[0]) as $y | ($d[1]) as $m | ($d[2]) as $day
        | (if $m == 2 and (($y % 4 == 0 and $y % 100 != 0) or $y % 400 == 0) then 29
           else [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][$m - 1] end) as $last
        | if $m < 1 or $m > 12 or $day < 1 or $y < 1900 or $y > 2100 or $day > $last then null
          else "\($y)-\($m | pad)-\($day | pad)" end
      end end;
def born: date | if . != null and . >= "2026-06-15" then null else . end;
def plz: text | if . != null and test("^[0-9]{5}$") then . else null end;
def some: with_entries(select(.value != null)) | if . == {} then null else . end;
def typed($constants): some | if . == null then null else $constants + . end;
def list: if . == null then null else [.] end;
. as $f
| {
    importMetadaten: ({ leadtracking: ({ kampagne: ($f.utm_campaign | text) } | some) } | some),
    kundenangaben: ({
      haushalte: ({
        kunden: ({
          personendaten: ({
            person: ({
              anrede: ({ "herr": "HERR", "mr": "HERR", "frau": "FRAU", "mrs": "FRAU" }[$f.anrede | folded // ""]),
              vorname: ($f.vorname | text),
              nachname: ($f.nachname | text)
            } | some),
            geburtsdatum: ($f.geburtsdatum | born),
            familienstand: ({
              "@type": ({ "ledig": "LEDIG", "verheiratet": "VERHEIRATET", "geschieden": "GESCHIEDEN", "verwitwet": "VERWITWET" }
                [$f.familienstand | folded // ""])
            } | some)
          } | some),
          wohnsituation: ({
            anschrift: ({
              strasse: ($f.strasse | text), hausnummer: ($f.hausnummer | text), plz: ($f.plz | plz), ort: ($f.ort | text)
            } | some)
          } | some),
          finanzielles: ({
            einkommenNetto: ($f.netto | number),
            beschaeftigung: (
              ($f.beschaeftigung | folded) as $b
              | if $b == "angestellter" or $b == "angestellte" then
                  {
                    beruf: ($f.beruf | text),
                    beschaeftigungsstatus: ({ "unbefristet": "UNBEFRISTET", "befristet": "BEFRISTET" }[$f.befristung | folded // ""]),
                    beschaeftigungsverhaeltnis: ({
                      beschaeftigtSeit: ($f.beschaeftigt_seit | date),
                      arbeitgeber: ({ name: ($f.arbeitgeber | text) } | some)
                    } | some)
                  } | typed({ "@type": "ANGESTELLTER" })
                elif $b == "beamter" or $b == "beamtin" then { beruf: ($f.beruf | text) } | typed({ "@type": "BEAMTER" })
                elif $b == "rentner" then { "@type": "RENTNER" } else null end)
          } | some),
          kontakt: ({
            email: ($f.email | text),
            telefonnummer: ({ vorwahl: ($f.vorwahl | text), nummer: ($f.telefon | text) } | some),
            weitereKontaktmoeglichkeiten: (
              [$f.erreichbarkeit, $f.nachricht | text | select(. != null)] | if . == [] then null else join(" / ") end)
          } | some)
        } | typed({ referenzId: "kunde1" }) | list),
        finanzielleSituation: ({
          vermoegen: ({ summeBankUndSparguthaben: ({ guthaben: ($f.guthaben | number) } | some) } | some),
          ausgaben: ({
            summeMietausgaben: ({
              betragMonatlich: ($f.miete | number), entfaelltMitFinanzierung: ($f.miete_entfaellt | boolean)
            } | some)
          } | some)
        } | some)
      } | some | list),
      finanzierungsobjekt: ({
        immobilie: ({
          adresse: ({ plz: ($f.objekt_plz | plz), ort: ($f.objekt_ort | text) } | some),
          typ: ({
            gebaeude: ({
              baujahr: ($f.baujahr | integer),
              nutzung: ({ wohnen: ({ gesamtflaeche: ($f.wohnflaeche | read_number(true)) } | some) } | some)
            } | some)
          } | typed({ "@type": "EINFAMILIENHAUS" }))
        } | some)
      } | some),
      finanzierungsbedarf: ({
        finanzierungszweck: (
          ($f.vorhaben | folded) as $v
          | if $v == "kauf" or $v == "hauskauf" then { kaufpreis: ($f.kaufpreis | number) } | typed({ "@type": "KAUF" })
            elif $v == "neubau" then { "@type": "NEUBAU" }
            elif $v == "anschlussfinanzierung" or $v == "umschuldung" then { "@type": "ANSCHLUSSFINANZIERUNG" }
            else null end),
        finanzierungsbausteine: ({
          darlehensbetrag: ($f.darlehen | number),
          annuitaetendetails: ({ auszahlungszeitpunkt: ($f.auszahlung | date), zinsbindungInJahren: ($f.zinsbindung | integer) } | some)
        } | typed({ "@type": "ANNUITAETENDARLEHEN" }) | list)
      } | some)
    } | some)
  }
| some
