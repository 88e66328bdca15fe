// See pronouns.h.
#include "language/pronouns.h"

#include "base/text.h"

namespace parley {
namespace {

constexpr int kSubjectSalience = 3;        // a subject comes to mind before what was named later in its sentence …
constexpr int kSentenceSalience = 2;       // … and in the next one
constexpr int kAgreement = 100;            // whoever may be meant comes after whoever agrees
constexpr std::size_t kPronounReach = 24;  // mentions that a pronoun looks back over

class Antecedents {
 public:
  Antecedents(const Sentence& sentence, const Lexicon::Data& data, const Document& document)
      : s_(sentence), data_(data), d_(document) {}

  [[nodiscard]] const Mention* of(std::uint32_t i) const {
    const std::string& w = at(i).lower;
    if (w == "he" || w == "him" || w == "his") return person_before(Gender::male, i);
    if (w == "she" || w == "her") return person_before(Gender::female, i);
    if (w == "they" || w == "them" || w == "their") return body_before(true, i);
    if (w != "it" && w != "its") return nullptr;
    const Mention* speaker = w == "it" ? speaker_above(i) : nullptr;
    return speaker != nullptr ? speaker : body_before(false, i);
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }

  enum class Gender : std::uint8_t { unknown, female, male };

  /// By given name ("Lena Marsh") or the noun of a role ("the spokeswoman").
  [[nodiscard]] Gender gender_of(const Mention& m) const {
    for (std::uint32_t i = m.tokens.first; i < m.head.last; ++i) {
      const std::string& w = at(i).lower;
      if (data_.female_names.contains(w) || data_.female_words.contains(w)) return Gender::female;
      if (data_.male_words.contains(w)) return Gender::male;
    }
    bool known = m.kind == MentionKind::person && data_.given_names.contains(lower_ascii(split(m.name, ' ').front()));
    if (known)
      return data_.female_names.contains(lower_ascii(split(m.name, ' ').front())) ? Gender::female : Gender::male;
    return Gender::unknown;
  }

  /// The person before who is nearest in mind, of those whose gender is known to agree, else of those that may agree
  /// (of most leaders the name does not tell that they are men); of those equally near the last.
  [[nodiscard]] const Mention* person_before(Gender wanted, std::uint32_t i) const {
    const Mention* best = nullptr;
    int most = 0;
    for (std::size_t k = d_.mentions.size(); k-- > 0 && d_.mentions.size() - k < kPronounReach;) {
      const Mention& m = d_.mentions[k];
      if (m.kind != MentionKind::person && (m.kind != MentionKind::role || m.plural)) continue;
      Gender gender = gender_of(m);
      bool agrees = gender == wanted || (gender == Gender::unknown && wanted == Gender::male);
      if (!agrees && gender != Gender::unknown) continue;
      int here = salience(m, i) + (agrees ? kAgreement : 0);
      if (best != nullptr && here <= most) continue;
      best = &m;
      most = here;
    }
    return best;
  }

  /// How near in mind a mention is at token i: subjects before others, by sentences back.
  [[nodiscard]] int salience(const Mention& m, std::uint32_t i) const {
    bool subject = false;
    for (std::uint32_t k = m.tokens.first; k < m.tokens.last; ++k)
      subject = subject || at(k).deprel == Deprel::nsubj || at(k).deprel == Deprel::nsubj_pass;
    auto back = static_cast<int>(d_.sentence_at(i) - d_.sentence_at(m.head.first));
    return (subject ? kSubjectSalience : 0) - back * kSentenceSalience;
  }

  /// The state, organisation or group before ("it"), or people of whom there are several ("they"), that is nearest in
  /// mind: of those equally so the last.
  [[nodiscard]] const Mention* body_before(bool several, std::uint32_t i) const {
    const Mention* best = nullptr;
    int most = 0;
    for (std::size_t k = d_.mentions.size(); k-- > 0 && d_.mentions.size() - k < kPronounReach;) {
      const Mention& m = d_.mentions[k];
      if (m.kind == MentionKind::pronoun || m.kind == MentionKind::place) continue;
      bool body = m.kind == MentionKind::state || m.kind == MentionKind::group;
      bool one = !is_coordinated(m) && (body || m.kind == MentionKind::organisation);
      bool fits = several ? m.plural || body : !m.adjectival && one;
      if (!fits) continue;
      int here = salience(m, i);
      if (best != nullptr && here <= most) continue;
      best = &m;
      most = here;
    }
    return best;
  }

  /// "Chile and Peru": neither alone is "it".
  [[nodiscard]] bool is_coordinated(const Mention& m) const {
    for (std::uint32_t t = m.head.first; t < m.head.last; ++t) {
      if (at(t).deprel == Deprel::conj) return true;
      for (std::uint32_t k = m.tokens.last; k < m.tokens.last + 3 && k < d_.tokens.size(); ++k)
        if (at(k).deprel == Deprel::conj && at(k).head == static_cast<std::int32_t>(t)) return true;
    }
    return false;
  }

  /// "Kim told the envoy that it will …": whom the one who says so speaks for. `i` is the subject of what is said.
  [[nodiscard]] const Mention* speaker_above(std::uint32_t i) const {
    std::int32_t said = at(i).head;
    if (at(i).deprel != Deprel::nsubj || said < 0 || at(static_cast<std::uint32_t>(said)).deprel != Deprel::ccomp)
      return nullptr;
    std::int32_t says = at(static_cast<std::uint32_t>(said)).head;
    for (std::size_t k = d_.mentions.size(); k-- > 0 && d_.mentions[k].tokens.first >= s_.tokens.first;) {
      const Mention& m = d_.mentions[k];
      for (std::uint32_t t = m.tokens.first; t < m.tokens.last; ++t)
        if (at(t).deprel == Deprel::nsubj && at(t).head == says && m.code != "UNK" && m.members.empty()) return &m;
    }
    return nullptr;
  }

  const Sentence& s_;
  const Lexicon::Data& data_;
  const Document& d_;
};

}  // namespace

const Mention* antecedent_of(std::uint32_t pronoun, const Sentence& sentence, const Lexicon::Data& data,
                             const Document& document) {
  return Antecedents(sentence, data, document).of(pronoun);
}

}  // namespace parley
