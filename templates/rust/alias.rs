{{ alias.docs }}
{{ alias.item }}